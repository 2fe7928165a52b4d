using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Unix;

/// <summary>Where a thread that sleeps is woken in time.</summary>
internal sealed class SleepPause : IPause
{
    public void Wait(int milliseconds) => Thread.Sleep(milliseconds);

    public void Dispose()
    {
    }
}
