using System.Runtime.InteropServices;

namespace MemMagics.Platform.Unix;

/// <summary>Functions of the C library, or of the runtime's own library on top of it, that are the same on Linux and macOS.</summary>
/// <remarks>None of them takes a variable number of arguments: those go elsewhere than the declared ones on Apple Silicon.</remarks>
internal static unsafe partial class LibC
{
    public const int In = 0;
    public const int Out = 1;
    public const int Error = 2;

    public const int SigInterrupt = 2;
    public const int SigKill = 9;
    public const int SigTerminate = 15;

    /// <summary>EINTR: a signal came before anything was done, which may be tried again.</summary>
    public const int Interrupted = 4;

    /// <summary>EPIPE.</summary>
    public const int BrokenPipe = 32;

    /// <summary>Duplicates a descriptor above the standard three; the copy is not inherited by child processes.</summary>
    /// <returns>The copy; below 0 when there is nothing to copy.</returns>
    public static int DuplicateAboveStandard(int descriptor)
    {
        // The runtime's function asks for the lowest free one (F_DUPFD_CLOEXEC).
        var copy = (int)DuplicateNotInherited(descriptor);
        if (copy is < 0 or > Error)
            return copy;

        var higher = DuplicateAboveStandard(descriptor);
        Close(copy);
        return higher;
    }

    [LibraryImport("libc", EntryPoint = "dup2")]
    public static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    /// <summary>Makes this process the leader of a new session and process group, so that its child processes can be killed with it.</summary>
    [LibraryImport("libc", EntryPoint = "setsid")]
    public static partial int NewSession();

    /// <summary>Removes an environment variable, so that processes which native code starts do not inherit it: .NET has a copy of its own.</summary>
    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RemoveVariable(string name);

    /// <summary>Ends the process without running exit handlers.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitNow(int code);

    /// <summary>Sends a signal; a negative process id names a process group.</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    public static partial int Kill(int process, int signal);

    /// <summary>The process group of a process; below 0 when it has ended.</summary>
    [LibraryImport("libc", EntryPoint = "getpgid")]
    public static partial int GroupOf(int process);

    [LibraryImport("libc", EntryPoint = "pread")]
    public static partial nint ReadAt(int descriptor, byte* buffer, nint count, nint offset);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "pwrite")]
    public static partial nint WriteAt(int descriptor, byte* buffer, nint count, nint offset);

    /// <summary>Whether a descriptor is the end of a pipe into which nobody can write any more. Something may be left to read.</summary>
    public static bool HasNoWriter(int descriptor)
    {
        // macOS looks for it only where it is asked for, and at a socket only together with data; Linux always does.
        const short HasDataOrHungUp = 17;
        const short HungUp = 16;
        return (WaitFor(HasDataOrHungUp, descriptor, 0) & HungUp) != 0;
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

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref Polled descriptors, nuint count, int timeout);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_Dup")]
    private static partial nint DuplicateNotInherited(nint descriptor);

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private record struct Polled(int Descriptor, short Wanted, short Occurred);
}
