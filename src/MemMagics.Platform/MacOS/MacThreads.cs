using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;

namespace MemMagics.Platform.MacOS;

/// <summary>Threads, by the lower half of the numbers that the kernel gives them: it counts them from its start on, and gives none twice.</summary>
internal sealed class MacThreads : IThreads
{
    public int Current => (int)MacCalls.ThreadId();

    public bool HasEnded(int thread)
    {
        // The number that has this lower half and is nearest to this thread's.
        var own = MacCalls.ThreadId();
        return !MacCalls.HasThread(own + (ulong)(thread - (int)own));
    }

    public bool AllOthersSleep() => true;

    public IPause NewPause() => new SleepPause();
}
