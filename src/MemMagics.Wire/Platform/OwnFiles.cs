using System.Runtime.InteropServices;

namespace MemMagics.Wire.Platform;

/// <summary>Whether files and folders are this user's own, so that what is in them can be trusted. On Windows the folders that are asked about lie in the user's profile, which others cannot write to.</summary>
public static unsafe partial class OwnFiles
{
    // <sys/stat.h>, as the runtime's own library hands it out on every Unix.
    private const int TypeMask = 0xF000;
    private const int Folder = 0x4000;
    private const int RegularFile = 0x8000;
    private const int OthersMayWrite = 0x12; // group and others

    /// <summary>Whether a folder is there, is this user's, is no link, and nobody else can write into it.</summary>
    public static bool IsFolder(string path) => Is(path, Folder, Directory.Exists);

    /// <summary>Whether a regular file is there (no folder, link, pipe or device), is this user's, and nobody else can write to it.</summary>
    public static bool IsFile(string path) => Is(path, RegularFile, File.Exists);

    private static bool Is(string path, int type, Func<string, bool> exists)
    {
        if (OperatingSystem.IsWindows())
            return exists(path);

        var status = default(FileStatus);
        return StatusOf(path, &status) == 0
            && (status.Mode & TypeMask) == type
            && (status.Mode & OthersMayWrite) == 0
            && status.User == EffectiveUser();
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_LStat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusOf(string path, FileStatus* status);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_GetEUid")]
    private static partial uint EffectiveUser();

    /// <summary>The first fields of the runtime's FileStatus (pal_io.h), which is the same on all platforms; room for the others.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 256)]
    private struct FileStatus
    {
        public int Flags;
        public int Mode;
        public uint User;
        public uint Group;
    }
}
