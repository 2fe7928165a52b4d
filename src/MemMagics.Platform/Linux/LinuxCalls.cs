using System.Runtime.InteropServices;

namespace MemMagics.Platform.Linux;

/// <summary>Functions that only Linux has, or has otherwise than others.</summary>
internal static unsafe partial class LinuxCalls
{
    /// <summary>EAGAIN.</summary>
    public const int Again = 11;

    /// <summary>EPERM, ESRCH and ENOSYS.</summary>
    public const int NotPermitted = 1;
    public const int NoSuchProcess = 3;
    public const int NotImplemented = 38;

    private const int SetParentDeathSignal = 1;
    private const int CloseOnExec = 1;

    /// <summary>Has the kernel send this process a signal when the thread that started it ends, and so at the latest with its parent process.</summary>
    public static void SignalAtEndOfParent(int signal) => _ = ProcessControl(SetParentDeathSignal, signal, 0, 0, 0);

    /// <summary>Sets a soft resource limit and leaves the hard one. For 64-bit systems.</summary>
    /// <returns>0; below 0 when the value is beyond the hard limit.</returns>
    public static int SetLimit(int resource, ulong value)
    {
        var limits = stackalloc ulong[2];
        if (GetLimits(resource, limits) != 0)
            return -1;

        limits[0] = value;
        return SetLimits(resource, limits);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    public static partial int Advise(void* start, nint length, int advice);

    /// <summary>Creates an anonymous file in memory; its descriptor is not inherited by child processes.</summary>
    /// <returns>The descriptor; below 0 on failure.</returns>
    public static int MemoryFile(string name) => MemoryFile(name, CloseOnExec);

    /// <summary>The operating system's id of this thread.</summary>
    [LibraryImport("libc", EntryPoint = "gettid")]
    public static partial int ThreadId();

    /// <summary>Sends a signal to one thread; signal 0 only checks whether the thread exists.</summary>
    [LibraryImport("libc", EntryPoint = "tgkill")]
    public static partial int KillThread(int process, int thread, int signal);

    /// <summary>How many pages this thread has touched for the first time (<c>ru_minflt</c> of <c>getrusage</c>).</summary>
    public static long PageFaultsOfThread()
    {
        const int ThisThread = 1;
        const int MinorFaults = 8;
        return UsageOf(ThisThread, MinorFaults);
    }

    /// <summary>The largest resident memory of the processes that this one has waited for, in KiB (<c>ru_maxrss</c> of <c>getrusage</c>).</summary>
    public static long LargestOfEndedChildren()
    {
        const int Children = -1;
        const int Largest = 4;
        return UsageOf(Children, Largest);
    }

    /// <summary>Writes into the memory of a process that the caller may trace, such as its own child.</summary>
    /// <returns>Whether all of it was written; otherwise the last P/Invoke error says why not.</returns>
    public static bool WriteProcess(int process, byte* from, byte* to, nint count)
    {
        // The kernel may write less than asked for: up to the first page that cannot be written. The next call then has the error.
        while (count > 0)
        {
            var local = new MemoryRange((nint)from, count);
            var remote = new MemoryRange((nint)to, count);
            var written = WriteProcess(process, &local, 1, &remote, 1, 0);
            if (written <= 0)
                return false;

            from += written;
            to += written;
            count -= written;
        }

        return true;
    }

    /// <summary>statx(2): the one call whose structure is the same on every processor.</summary>
    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Status(int folder, string path, int flags, uint mask, byte[] answer);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    /// <summary>Begins to list a folder; 0 when it cannot be read.</summary>
    [LibraryImport("libc", EntryPoint = "opendir", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint OpenFolder(string path);

    /// <summary>The next name in a folder, which is there until the one after it; empty when there is none, or the folder is 0.</summary>
    public static ReadOnlySpan<byte> NextIn(nint folder)
    {
        const int Name = 19; // of struct dirent
        var entry = folder == 0 ? null : NextEntry(folder);
        return entry == null ? [] : MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + Name);
    }

    /// <summary>Ends it.</summary>
    public static void CloseFolder(nint folder)
    {
        if (folder != 0)
            _ = Close(folder);
    }

    private static long UsageOf(int whose, int number)
    {
        const int Numbers = 18;
        var usage = stackalloc nint[Numbers];
        return Usage(whose, usage) == 0 ? usage[number] : 0;
    }

    [LibraryImport("libc", EntryPoint = "readdir")]
    private static partial byte* NextEntry(nint folder);

    [LibraryImport("libc", EntryPoint = "closedir")]
    private static partial int Close(nint folder);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nint second, nint third, nint fourth, nint fifth);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    private static partial int GetLimits(int resource, ulong* limits);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimits(int resource, ulong* limits);

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MemoryFile(string name, uint flags);

    [LibraryImport("libc", EntryPoint = "getrusage"), SuppressGCTransition]
    private static partial int Usage(int whose, nint* usage);

    [LibraryImport("libc", EntryPoint = "process_vm_writev", SetLastError = true)]
    private static partial nint WriteProcess(int process, MemoryRange* local, nuint localCount, MemoryRange* remote, nuint remoteCount, nuint flags);

    /// <summary>struct iovec.</summary>
    private readonly record struct MemoryRange(nint Start, nint Length);
}
