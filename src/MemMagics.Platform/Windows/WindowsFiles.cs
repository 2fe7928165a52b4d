using MemMagics.Platform.Contract;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Windows;

/// <summary>Files on Windows. The folders that are asked about lie in the user's profile, which others cannot write to.</summary>
internal sealed unsafe class WindowsFiles : IFiles
{
    private const string Device = @"\\.\";

    private const int LongestName = 255; // UTF-16 units, whatever they take in UTF-8

    // CreateFile: no access, all sharing, an existing file, folders too.
    private const uint NoAccess = 0;
    private const uint ShareAll = 7;
    private const uint OpenExisting = 3;
    private const uint FoldersToo = 0x0200_0000;

    public string NuGetConfiguration { get; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "NuGet", "NuGet.Config");

    public string CachesOf(string product) => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), product, "cache");

    public bool IsOwnFolder(string path) => Directory.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) == 0;

    public bool IsOwnFile(string path) => File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReparsePoint) == 0;

    public void CreateOwnFolder(string path) => Directory.CreateDirectory(path);

    public FileIdentity? IdentityOf(string path)
    {
        if (IsStream(path))
            return new FileIdentity(FileKind.CharacterDevice, 1, 0, 0);

        using var file = Kernel32.OpenFile(path, NoAccess, ShareAll, 0, OpenExisting, FoldersToo, 0);
        Kernel32.FileInformation information;
        if (file.IsInvalid || !Kernel32.InformationOf(file, &information))
            return null;

        var kind = Kernel32.TypeOf(file.DangerousGetHandle()) switch
        {
            Kernel32.CharacterFile => FileKind.CharacterDevice,
            Kernel32.PipeFile => FileKind.Pipe,
            _ when ((FileAttributes)information.Attributes & FileAttributes.Directory) != 0 => FileKind.Folder,
            _ => FileKind.Regular,
        };
        return new FileIdentity(kind, information.Names, information.Volume, (ulong)information.IndexHigh << 32 | information.IndexLow);
    }

    public bool IsStream(string path) => path.StartsWith(Device, StringComparison.Ordinal);

    public bool HasPipeNames => true;

    public SafeFileHandle? OpenPipe(string path) => null;

    public FileStream CreateNew(string path, bool isPrivate) => new(path, FileMode.CreateNew, FileAccess.Write);

    // Files inherit their permissions from the folder.
    public void CopyMode(FileInfo from, SafeFileHandle to)
    {
    }

    // Symbolic links are for administrators and, where the developer mode is on, for others. Wine says that it has made one.
    public bool TryLink(string link, FileSystemInfo target) =>
        TrySymbolicLink(link, target) || (target is DirectoryInfo && TryJunction(link, target.FullName));

    public bool IsNameTooLong(string name) => name.Length > LongestName;

    public StringComparison NamesInFolder => StringComparison.OrdinalIgnoreCase;

    public bool IsExecutable(string path) => true;

    private bool TryJunction(string link, string target)
    {
        if (Junction.Content(target) is not { } content)
            return false;

        Directory.CreateDirectory(link);
        if (Junction.TrySet(link, content) && IdentityOf(link) is not null)
            return true;
        Directory.Delete(link);
        return false;
    }

    private bool TrySymbolicLink(string link, FileSystemInfo target)
    {
        try
        {
            _ = target is DirectoryInfo ? Directory.CreateSymbolicLink(link, target.FullName) : File.CreateSymbolicLink(link, target.FullName);
            if (IdentityOf(link) is not null)
                return true;

            // It was made, but is not followed: links to shares of other machines may be forbidden.
            if (target is DirectoryInfo)
                Directory.Delete(link);
            else
                File.Delete(link);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
