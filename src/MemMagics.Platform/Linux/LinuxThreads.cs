using System.Globalization;
using System.Runtime.CompilerServices;
using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;

namespace MemMagics.Platform.Linux;

/// <summary>Threads, by the numbers that the kernel gives them.</summary>
internal sealed class LinuxThreads : IThreads
{
    private const int NoSuchThread = -1;
    private const int StatSize = 1024;

    public int Current => LinuxCalls.ThreadId();

    public bool HasEnded(int thread) => LinuxCalls.KillThread(Environment.ProcessId, thread, 0) == NoSuchThread;

    /// <remarks>Not by the framework's ways to list a folder and to read text: they take arrays from pools, which measured code then would find used.</remarks>
    [SkipLocalsInit]
    public bool AllOthersSleep()
    {
        Span<byte> buffer = stackalloc byte[StatSize];
        var awake = 0;
        var folder = LinuxCalls.OpenFolder("/proc/self/task");
        while (LinuxCalls.NextIn(folder) is { IsEmpty: false } name)
            awake += name[0] != '.' && Runs(ProcText.Number(name), buffer) ? 1 : 0;

        LinuxCalls.CloseFolder(folder);
        return awake <= 1;
    }

    public IPause NewPause() => new SleepPause();

    /// <summary>proc(5): in <c>stat</c> the state comes after the name in parentheses.</summary>
    private static bool Runs(long thread, Span<byte> buffer)
    {
        var stat = ProcText.Read(string.Concat("/proc/self/task/", thread.ToString(CultureInfo.InvariantCulture), "/stat"), buffer);
        var state = stat.LastIndexOf((byte)')') + 2;
        return state < stat.Length && stat[state] == 'R';
    }
}
