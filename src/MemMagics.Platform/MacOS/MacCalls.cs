using System.Runtime.InteropServices;

namespace MemMagics.Platform.MacOS;

/// <summary>Functions that only macOS has, or has otherwise than others. All structures are the same on both processors.</summary>
/// <remarks>None of them takes a variable number of arguments but <c>open</c>, whose two are declared ones.</remarks>
internal static unsafe partial class MacCalls
{
    /// <summary>EAGAIN (<c>sys/errno.h</c>).</summary>
    public const int Again = 35;

    // <sys/sysctl.h>
    private const int Kernel = 1;
    private const int Arguments = 49;

    /// <summary>What a process uses (<c>RUSAGE_INFO_V4</c> of proc_pid_rusage); <see langword="false"/> when there is no such process, or it is another user's. Allocates nothing.</summary>
    public static bool TryGetUsage(int process, out MacUsage usage)
    {
        const int Version4 = 4;
        fixed (MacUsage* answer = &usage)
            return Usage(process, Version4, answer) == 0;
    }

    /// <summary>Begins a new interval for <see cref="MacUsage.IntervalMost"/> of a process of the same user: it becomes what the footprint is now, or, before macOS 26, nothing until the process is charged next.</summary>
    /// <returns>0; otherwise the kernel keeps no such interval.</returns>
    /// <exception cref="EntryPointNotFoundException">This system has no such function. It has no public header (<c>libproc_internal.h</c>, macOS 10.14).</exception>
    [LibraryImport("libproc", EntryPoint = "proc_reset_footprint_interval")]
    public static partial int ResetInterval(int process);

    /// <summary>The ids of all processes, of those that have ended and were not waited for, too.</summary>
    public static int[] AllProcesses()
    {
        // Without a buffer it answers how many there may be.
        var processes = new int[Math.Max(0, AllProcesses(null, 0))];
        fixed (int* first = processes)
            return processes[..Math.Clamp(AllProcesses(first, processes.Length * sizeof(int)), 0, processes.Length)];
    }

    /// <summary>Information about a running process (<c>sys/proc_info.h</c>).</summary>
    /// <returns>Whether all of the answer was filled; <see langword="false"/> when the process has ended.</returns>
    public static bool TryGetProcess(int process, int flavor, Span<byte> answer)
    {
        fixed (byte* start = answer)
            return Process(process, flavor, 0, start, answer.Length) == answer.Length;
    }

    /// <summary>Whether a thread of this process runs or sleeps (<c>PROC_PIDTHREADID64INFO</c>, which finds no other).</summary>
    public static bool HasThread(ulong thread)
    {
        const int ThreadById = 15;
        const int SizeOfAnswer = 112; // struct proc_threadinfo
        var answer = stackalloc byte[SizeOfAnswer];
        return Process(Environment.ProcessId, ThreadById, thread, answer, SizeOfAnswer) == SizeOfAnswer;
    }

    /// <summary>What a descriptor of this process leads to, with its path (<c>PROC_PIDFDVNODEPATHINFO</c>); <see langword="false"/> when it is a pipe, a socket or closed.</summary>
    public static bool TryGetFile(int descriptor, Span<byte> answer)
    {
        const int FileAndPath = 2;
        fixed (byte* start = answer)
            return File(Environment.ProcessId, descriptor, FileAndPath, start, answer.Length) == answer.Length;
    }

    /// <summary>The number of this thread.</summary>
    public static ulong ThreadId()
    {
        ulong id;
        _ = ThreadId(0, &id);
        return id;
    }

    /// <summary>What a process of the same user was started with (<c>KERN_PROCARGS2</c>): the number of arguments, the program's path, zeros, the arguments, and what may follow them.</summary>
    /// <returns>Empty when it has ended, or is another user's.</returns>
    public static byte[] ArgumentsOf(int process)
    {
        var name = stackalloc int[] { Kernel, Arguments, process };
        nuint size = 0;
        if (SystemControl(name, 3, null, &size, null, 0) != 0)
            return [];

        var answer = new byte[size];
        fixed (byte* start = answer)
            return SystemControl(name, 3, start, &size, null, 0) == 0 ? answer[..(int)Math.Min(size, (nuint)answer.Length)] : [];
    }

    /// <summary>The path of a process's program; empty when it has ended.</summary>
    public static ReadOnlySpan<byte> ProgramOf(int process)
    {
        const int LongestPath = 4096;
        var path = new byte[LongestPath];
        fixed (byte* start = path)
            return path.AsSpan(0, Math.Clamp(Program(process, start, LongestPath), 0, LongestPath));
    }

    /// <summary>The session of a process; below 0 when it has ended.</summary>
    [LibraryImport("libc", EntryPoint = "getsid")]
    public static partial int SessionOf(int process);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Status(string path, byte[] answer);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int StatusOnIntel(string path, byte[] answer);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libproc", EntryPoint = "proc_pid_rusage")]
    private static partial int Usage(int process, int flavor, MacUsage* usage);

    [LibraryImport("libproc", EntryPoint = "proc_listallpids")]
    private static partial int AllProcesses(int* processes, int bytes);

    [LibraryImport("libproc", EntryPoint = "proc_pidinfo")]
    private static partial int Process(int process, int flavor, ulong argument, byte* answer, int bytes);

    [LibraryImport("libproc", EntryPoint = "proc_pidfdinfo")]
    private static partial int File(int process, int descriptor, int flavor, byte* answer, int bytes);

    [LibraryImport("libproc", EntryPoint = "proc_pidpath")]
    private static partial int Program(int process, byte* path, uint bytes);

    [LibraryImport("libc", EntryPoint = "pthread_threadid_np")]
    private static partial int ThreadId(nint thread, ulong* id);

    [LibraryImport("libc", EntryPoint = "sysctl")]
    private static partial int SystemControl(int* name, uint names, byte* old, nuint* oldSize, byte* replacement, nuint replacementSize);
}
