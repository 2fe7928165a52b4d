using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MemMagics;

/// <summary>What lies at a path, links followed: its kind, its names and its identity, which .NET does not tell. Known on Linux only.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Names">How many names the file has.</param>
/// <param name="Device">The file system it is on.</param>
/// <param name="Number">Its number there; with <paramref name="Device"/> it is the same for all names of one file.</param>
internal readonly partial record struct FileIdentity(FileIdentity.FileKind Kind, uint Names, ulong Device, ulong Number)
{
    // statx(2): the one call whose structure is the same on every processor.
    private const int RelativeToWorkingFolder = -100;
    private const uint TypeAndNames = 0x1 | 0x4 | 0x100;
    private const int SizeOfAnswer = 256;
    private const int NamesAt = 16;
    private const int ModeAt = 28;
    private const int NumberAt = 32;
    private const int DeviceAt = 136;
    private const int TypeMask = 0xF000;

    // open(2)
    private const int WriteOnly = 0x1;
    private const int NonBlocking = 0x800;
    private const int CloseOnExecute = 0x80000;

    /// <summary>The kinds, as the system numbers them.</summary>
    internal enum FileKind
    {
        Pipe = 0x1000,
        CharacterDevice = 0x2000,
        Folder = 0x4000,
        BlockDevice = 0x6000,
        Regular = 0x8000,
        Socket = 0xC000,
    }

    /// <summary>What is there; <see langword="null"/> when nothing is, or when this system does not tell.</summary>
    public static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var answer = new byte[SizeOfAnswer];
        if (Status(RelativeToWorkingFolder, path, 0, TypeAndNames, answer) != 0)
            return null;
        return new FileIdentity(
            (FileKind)(BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(ModeAt)) & TypeMask),
            BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(NamesAt)),
            BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(DeviceAt)),
            BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(NumberAt)));
    }

    /// <summary>Opens a named pipe, so that opening it once more does not wait for a reader. To be kept until then: a reader takes the last writer's end for its own.</summary>
    /// <returns>The pipe; invalid when nobody reads it.</returns>
    public static SafeFileHandle OpenPipe(string path) => new(Open(path, WriteOnly | NonBlocking | CloseOnExecute), ownsHandle: true);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, byte[] answer);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
