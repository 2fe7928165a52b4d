using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Windows;

/// <summary>Threads, by the numbers that Windows gives them.</summary>
internal sealed class WindowsThreads : IThreads
{
    private const uint Synchronize = 0x0010_0000;

    public int Current => Kernel32.ThreadId();

    public bool HasEnded(int thread)
    {
        var handle = Kernel32.OpenThread(Synchronize, inherited: false, thread);
        if (handle == 0)
            return true;

        var hasEnded = Kernel32.HasEnded(handle);
        _ = Kernel32.Close(handle);
        return hasEnded;
    }

    public bool AllOthersSleep() => true;

    public IPause NewPause() => new TimerPause();
}
