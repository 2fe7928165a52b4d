using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Windows;

/// <summary>Functions of <c>kernel32.dll</c> for processes, threads, standard handles and files. <see cref="Jobs"/>, <see cref="MemoryCalls"/> and <see cref="Pipes"/> have the others.</summary>
internal static unsafe partial class Kernel32
{
    public const int StandardInput = -10;
    public const int StandardOutput = -11;
    public const int StandardError = -12;

    /// <summary>GetFileType.</summary>
    public const uint DiskFile = 1;
    public const uint CharacterFile = 2;
    public const uint PipeFile = 3;

    /// <summary>The pseudo handle of this process.</summary>
    public const nint ThisProcess = -1;

    private const uint SameAccess = 2;
    private const uint Inherit = 1;
    private const uint ProtectFromClose = 2;
    private const uint NoErrorBoxes = 0x8003; // SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX

    [LibraryImport("kernel32", EntryPoint = "GetStdHandle")]
    public static partial nint Standard(int which);

    [LibraryImport("kernel32", EntryPoint = "CloseHandle")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Close(nint handle);

    [LibraryImport("kernel32", EntryPoint = "GetFileType")]
    public static partial uint TypeOf(nint handle);

    [LibraryImport("kernel32", EntryPoint = "GetCurrentThreadId")]
    public static partial int ThreadId();

    [LibraryImport("kernel32", EntryPoint = "TerminateProcess")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool Terminate(nint process, uint code);

    [LibraryImport("kernel32", EntryPoint = "OpenProcess", SetLastError = true)]
    public static partial nint OpenProcess(uint access, [MarshalAs(UnmanagedType.Bool)] bool inherited, int process);

    [LibraryImport("kernel32", EntryPoint = "OpenThread")]
    public static partial nint OpenThread(uint access, [MarshalAs(UnmanagedType.Bool)] bool inherited, int thread);

    [LibraryImport("kernel32", EntryPoint = "GetFileInformationByHandle")]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool InformationOf(SafeFileHandle file, FileInformation* information);

    [LibraryImport("kernel32", EntryPoint = "CreateFileW", StringMarshalling = StringMarshalling.Utf16)]
    public static partial SafeFileHandle OpenFile(string path, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    /// <summary>A copy of a handle.</summary>
    /// <returns>0 when there is nothing to copy.</returns>
    public static nint Copy(nint handle, bool inherited)
    {
        nint copy;
        return Duplicate(ThisProcess, handle, ThisProcess, &copy, 0, inherited, SameAccess) ? copy : 0;
    }

    /// <summary>
    /// Puts a handle in the place of a standard one, for native code, too. The other one stays open, and child processes do not inherit it any more: a pipe would
    /// stay open as long as they run.
    /// </summary>
    public static void ReplaceStandard(int which, nint handle)
    {
        var replaced = Standard(which);
        var inherited = replaced == Standard(StandardError) ? Inherit : 0;
        _ = SetInformation(replaced, Inherit | ProtectFromClose, inherited | ProtectFromClose);
        CRuntimes.Lead(StandardInput - which, handle);
        _ = SetInformation(replaced, ProtectFromClose, 0);
        _ = SetStandard(which, handle);
    }

    /// <summary>Has a process that crashes end, instead of showing a window and waiting for somebody to close it.</summary>
    public static void ShowNoErrorBoxes() => _ = SetErrorMode(NoErrorBoxes);

    /// <summary>Whether what a handle stands for has ended: a process or a thread.</summary>
    public static bool HasEnded(nint handle) => Wait(handle, 0) == 0;

    /// <summary>Waits until a handle is signalled, for ever.</summary>
    /// <returns><see langword="false"/> when it cannot be waited for.</returns>
    public static bool WaitFor(nint handle) => Wait(handle, uint.MaxValue) == 0;

    public static void Write(nint handle, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            uint written;
            _ = WriteFile(handle, start, (uint)bytes.Length, &written, 0);
        }
    }

    /// <summary>Has what is never written of a file take no room, which NTFS otherwise fills with zeros. Not every file system can.</summary>
    public static void MakeSparse(SafeFileHandle file)
    {
        const uint SetSparse = 0x0009_00C4; // FSCTL_SET_SPARSE
        _ = Control(file, SetSparse, []);
    }

    /// <summary>Asks a file system for something that has no answer (FSCTL_…).</summary>
    public static bool Control(SafeFileHandle file, uint code, ReadOnlySpan<byte> input)
    {
        uint answered;
        fixed (byte* start = input)
            return DeviceControl(file, code, start, (uint)input.Length, null, 0, &answered, 0);
    }

    /// <summary>Whether a handle is a console's.</summary>
    public static bool IsConsole(nint handle)
    {
        uint mode;
        return ConsoleMode(handle, &mode);
    }

    /// <summary>The path of an open file, without the prefix of long paths; <see langword="null"/> when it has none.</summary>
    public static string? PathOf(nint file)
    {
        const int Longest = 32767;
        var path = new char[Longest];
        uint length;
        fixed (char* start = path)
            length = FinalPath(file, start, Longest, 0);
        return length is 0 or >= Longest ? null : WithoutPrefix(new string(path, 0, (int)length));
    }

    /// <summary>The path of a process's program; empty when it has ended or is another user's.</summary>
    public static string ProgramOf(int process)
    {
        const uint QueryLimited = 0x1000;
        const int Longest = 32767;
        var handle = OpenProcess(QueryLimited, false, process);
        if (handle == 0)
            return "";

        var path = new char[Longest];
        var length = (uint)Longest;
        fixed (char* start = path)
            length = ImageName(handle, 0, start, &length) ? length : 0;
        _ = Close(handle);
        return new string(path, 0, (int)length);
    }

    private static string WithoutPrefix(string path) =>
        path.StartsWith(@"\\?\UNC\", StringComparison.Ordinal) ? @"\\" + path[8..]
        : path.StartsWith(@"\\?\", StringComparison.Ordinal) ? path[4..]
        : path;

    [LibraryImport("kernel32", EntryPoint = "DuplicateHandle")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool Duplicate(nint fromProcess, nint handle, nint toProcess, nint* copy, uint access, [MarshalAs(UnmanagedType.Bool)] bool inherited, uint options);

    [LibraryImport("kernel32", EntryPoint = "SetStdHandle")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetStandard(int which, nint handle);

    [LibraryImport("kernel32", EntryPoint = "SetHandleInformation")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetInformation(nint handle, uint mask, uint flags);

    [LibraryImport("kernel32", EntryPoint = "SetErrorMode")]
    private static partial uint SetErrorMode(uint mode);

    [LibraryImport("kernel32", EntryPoint = "WaitForSingleObject")]
    private static partial uint Wait(nint handle, uint milliseconds);

    [LibraryImport("kernel32", EntryPoint = "WriteFile")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool WriteFile(nint handle, byte* bytes, uint count, uint* written, nint overlapped);

    [LibraryImport("kernel32", EntryPoint = "DeviceIoControl")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DeviceControl(SafeFileHandle file, uint code, byte* input, uint inputSize, byte* answer, uint answerSize, uint* answered, nint overlapped);

    [LibraryImport("kernel32", EntryPoint = "GetConsoleMode")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ConsoleMode(nint handle, uint* mode);

    [LibraryImport("kernel32", EntryPoint = "GetFinalPathNameByHandleW")]
    private static partial uint FinalPath(nint file, char* path, uint size, uint flags);

    [LibraryImport("kernel32", EntryPoint = "QueryFullProcessImageNameW")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ImageName(nint process, uint flags, char* path, uint* size);

    /// <summary>BY_HANDLE_FILE_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct FileInformation
    {
        public uint Attributes;
        public uint CreatedLow;
        public uint CreatedHigh;
        public uint AccessedLow;
        public uint AccessedHigh;
        public uint WrittenLow;
        public uint WrittenHigh;
        public uint Volume;
        public uint SizeHigh;
        public uint SizeLow;
        public uint Names;
        public uint IndexHigh;
        public uint IndexLow;
    }
}
