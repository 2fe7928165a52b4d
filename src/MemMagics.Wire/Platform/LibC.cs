using System.Runtime.InteropServices;

namespace MemMagics.Wire.Platform;

/// <summary>Functions of the C library without a managed counterpart in .NET. Used on Linux and macOS only.</summary>
public static unsafe partial class LibC
{
    // Numbers of <fcntl.h>: F_DUPFD_CLOEXEC differs between Linux and the BSD family.
    private static int DuplicateAtLeastCloseOnExec => OperatingSystem.IsLinux() ? 1030 : 67;

    private const int ReadWrite = 2;
    private const int CloseOnExec = 1;
    private const int SetParentDeathSignal = 1;

    /// <summary>MADV_HUGEPAGE of Linux.</summary>
    public const int AdviseHugePages = 14;

    /// <summary>MADV_NOHUGEPAGE of Linux.</summary>
    public const int AdviseNoHugePages = 15;

    /// <summary>EINTR: a signal came before anything was done, which may be tried again.</summary>
    public const int Interrupted = 4;

    /// <summary>Duplicates a descriptor above the standard three; the copy is not inherited by child processes.</summary>
    public static int DuplicateAboveStandard(int descriptor) => Fcntl(descriptor, DuplicateAtLeastCloseOnExec, 3);

    public static int OpenNull() => Open("/dev/null", ReadWrite);

    [LibraryImport("libc", EntryPoint = "dup2")]
    public static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    /// <summary>Makes this process the leader of a new session and process group, so that its child processes can be killed with it.</summary>
    [LibraryImport("libc", EntryPoint = "setsid")]
    public static partial int NewSession();

    /// <summary>Has the kernel send this process a signal when the thread that started it ends, and so at the latest with its parent process. Linux only.</summary>
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

    /// <summary>Removes an environment variable, so that processes which native code starts do not inherit it: .NET has a copy of its own.</summary>
    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveVariable(string name);

    /// <summary>Ends the process without running exit handlers.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int code);

    /// <summary>Sends a signal; a negative process id names a process group.</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "pread")]
    public static partial nint ReadAt(int descriptor, byte* buffer, nint count, nint offset);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "pwrite")]
    public static partial nint WriteAt(int descriptor, byte* buffer, nint count, nint offset);

    [LibraryImport("libc", EntryPoint = "madvise")]
    public static partial int Advise(void* start, nint length, int advice);

    /// <summary>Creates an anonymous file in memory; its descriptor is not inherited by child processes. Linux only.</summary>
    /// <returns>The descriptor; below 0 on failure.</returns>
    public static int MemoryFile(string name) => MemoryFile(name, CloseOnExec);

    /// <summary>The operating system's id of this thread. Linux only.</summary>
    [LibraryImport("libc", EntryPoint = "gettid")]
    public static partial int ThreadId();

    /// <summary>Sends a signal to one thread; signal 0 only checks whether the thread exists. Linux only.</summary>
    [LibraryImport("libc", EntryPoint = "tgkill")]
    public static partial int KillThread(int process, int thread, int signal);

    /// <summary>How many pages this thread has touched for the first time (<c>ru_minflt</c> of <c>getrusage</c>). Linux only.</summary>
    public static long PageFaultsOfThread()
    {
        const int ThisThread = 1;
        const int Numbers = 18;
        const int MinorFaults = 8;
        var usage = stackalloc nint[Numbers];
        return Usage(ThisThread, usage) == 0 ? usage[MinorFaults] : 0;
    }

    /// <summary>The largest resident memory of a process that this one has started and waited for, and that those have in turn, in bytes (<c>ru_maxrss</c> of <c>getrusage</c>). Linux only; 0 elsewhere.</summary>
    /// <remarks>A process that is started counts with what this process had at that time, too, because it begins as a copy of it.</remarks>
    public static long PeakOfEndedChildren()
    {
        const int Children = -1;
        const int Numbers = 18;
        const int Peak = 4;
        var usage = stackalloc nint[Numbers];
        return OperatingSystem.IsLinux() && Usage(Children, usage) == 0 ? usage[Peak] * 1024L : 0;
    }

    /// <summary>Whether a descriptor is the end of a pipe into which nobody can write any more. Something may be left to read.</summary>
    public static bool HasNoWriter(int descriptor)
    {
        const int HungUp = 16;
        return (WaitFor(0, descriptor, 0) & HungUp) != 0;
    }

    /// <summary>Waits until a descriptor has something to read.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="timeout">Milliseconds; below 0 for ever.</param>
    /// <returns>Whether there is something; <see langword="false"/> also when its other end was closed and all was read.</returns>
    public static bool WaitReadable(int descriptor, int timeout)
    {
        const short HasData = 1;
        return (WaitFor(HasData, descriptor, timeout) & HasData) != 0;
    }

    /// <summary>Waits until a descriptor that does not block takes more, or never will again.</summary>
    public static void WaitWritable(int descriptor)
    {
        const short HasRoom = 4;
        _ = WaitFor(HasRoom, descriptor, timeout: -1);
    }

    /// <summary>Writes into the memory of a process that the caller may trace, such as its own child. Linux only.</summary>
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

    /// <returns>What has occurred, of what is waited for and of errors; 0 when the time is up.</returns>
    private static short WaitFor(short wanted, int descriptor, int timeout)
    {
        var polled = new Polled(descriptor, wanted, 0);
        int ready;
        do
        {
            ready = Poll(ref polled, 1, timeout);
        }
        while (ready < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        return ready > 0 ? polled.Occurred : (short)0;
    }

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

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref Polled descriptors, nuint count, int timeout);

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Fcntl(int descriptor, int command, int argument);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "process_vm_writev", SetLastError = true)]
    private static partial nint WriteProcess(int process, MemoryRange* local, nuint localCount, MemoryRange* remote, nuint remoteCount, nuint flags);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private record struct Polled(int Descriptor, short Wanted, short Occurred);

    /// <summary>struct iovec.</summary>
    private readonly record struct MemoryRange(nint Start, nint Length);
}
