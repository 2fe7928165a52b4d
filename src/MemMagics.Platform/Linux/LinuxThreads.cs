using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Linux;

/// <summary>Threads, by the numbers that the kernel gives them.</summary>
internal sealed class LinuxThreads : IThreads
{
    private const int NoSuchThread = -1;

    public int Current => LinuxCalls.ThreadId();

    public bool HasEnded(int thread) => LinuxCalls.KillThread(Environment.ProcessId, thread, 0) == NoSuchThread;

    /// <summary>proc(5): in <c>stat</c> the state comes after the name in parentheses.</summary>
    public bool AllOthersSleep()
    {
        var awake = 0;
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(thread, "stat"));
                awake += stat[stat.LastIndexOf(')') + 2] == 'R' ? 1 : 0;
            }
            catch (IOException)
            {
                // It has ended.
            }
        }

        return awake <= 1;
    }
}
