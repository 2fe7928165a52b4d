using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using MemMagics.Platform.Contract;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Unix;

/// <summary>Files as Linux and macOS have them, by the runtime's own library, in which <c>struct stat</c> is the same on both.</summary>
/// <param name="caches">Where the platform keeps the user's caches, in the user's folder.</param>
[UnsupportedOSPlatform("windows")]
internal unsafe partial class UnixFiles(string caches) : IFiles
{
    // <sys/stat.h>, as the runtime's own library hands it out on every Unix.
    private const int TypeMask = 0xF000;
    private const int OthersMayWrite = 0x12; // group and others
    private const UnixFileMode OwnOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int LongestName = 255; // bytes
    private const string SharedMemory = "/dev/shm/";

    // Devices and pipes cannot be replaced, and as root the attempt would put a file in the place of a device.
    private static readonly string[] s_streams = ["/dev/", "/proc/"];

    public string NuGetConfiguration { get; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "NuGet", "NuGet.Config");

    public string CachesOf(string product) => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), caches, product);

    public bool IsOwnFolder(string path) => IsOwn(path, FileKind.Folder);

    public bool IsOwnFile(string path) => IsOwn(path, FileKind.Regular);

    public void CreateOwnFolder(string path) => Directory.CreateDirectory(path, OwnOnly | UnixFileMode.UserExecute);

    public virtual FileIdentity? IdentityOf(string path) => null;

    public bool IsStream(string path) =>
        s_streams.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)) && !path.StartsWith(SharedMemory, StringComparison.Ordinal);

    public bool HasPipeNames => false;

    public virtual SafeFileHandle? OpenPipe(string path) => null;

    public FileStream CreateNew(string path, bool isPrivate)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isPrivate)
            options.UnixCreateMode = OwnOnly;
        return new FileStream(path, options);
    }

    // The mode at creation does not do: the user's umask cuts it.
    public void CopyMode(FileInfo from, SafeFileHandle to) => File.SetUnixFileMode(to, from.UnixFileMode);

    public bool TryLink(string link, FileSystemInfo target)
    {
        try
        {
            File.CreateSymbolicLink(link, target.FullName);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public bool IsNameTooLong(string name) => Encoding.UTF8.GetByteCount(name) > LongestName;

    public virtual StringComparison NamesInFolder => StringComparison.Ordinal;

    public bool IsExecutable(string path) =>
        (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;

    /// <summary>A private temporary file for values that workers read, which goes when it is closed.</summary>
    public static (SafeFileHandle File, string Path) CreateTemporary()
    {
        var path = Path.Combine(Path.GetTempPath(), $"memmagics-{Guid.NewGuid():N}.state");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            UnixCreateMode = OwnOnly,
        };
        return (new FileStream(path, options).SafeFileHandle, path);
    }

    private static bool IsOwn(string path, FileKind kind)
    {
        var status = default(FileStatus);
        return StatusOf(path, &status) == 0
            && (status.Mode & TypeMask) == (int)kind
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
