using MemMagics.Platform;
using MemMagics.Platform.Contract;

namespace MemMagics;

/// <summary>Where a path leads, whether or not a file is there yet.</summary>
/// <param name="Named">The full path as it was named.</param>
/// <param name="Path">The same with the links followed that the name itself is.</param>
/// <param name="Identity">What lies there; <see langword="null"/> when nothing does.</param>
internal sealed record FilePlace(string Named, string Path, FileIdentity? Identity)
{
    /// <exception cref="IOException">Its links lead nowhere.</exception>
    public static FilePlace Of(string path)
    {
        var named = System.IO.Path.GetFullPath(path);
        var leadsTo = new FileInfo(named).LinkTarget is null ? named : File.ResolveLinkTarget(named, returnFinalTarget: true)!.FullName;
        return new FilePlace(named, leadsTo, HostPlatform.Files.IdentityOf(named));
    }

    /// <summary>Whether it is a device or a pipe, which is written to and not replaced.</summary>
    public bool IsNoFile => IsStream || Identity is { Kind: not FileKind.Regular };

    /// <summary>Whether the file has names besides this one, which are to lead to the same text.</summary>
    public bool HasSeveralNames => Identity is { Names: > 1 };

    /// <summary>Whether both are one file, by whatever names and links; of files that are not there, whether they would be.</summary>
    public bool IsSameAs(FilePlace other)
    {
        if (Path == other.Path)
            return true;
        if (Identity is { } identity && other.Identity is { } ofOther)
            return IsSame(identity, ofOther);
        return Identity is null && other.Identity is null
            && string.Equals(System.IO.Path.GetFileName(Path), System.IO.Path.GetFileName(other.Path), HostPlatform.Files.NamesInFolder)
            && FolderIdentity is { } folder && other.FolderIdentity is { } folderOfOther && IsSame(folder, folderOfOther);
    }

    private bool IsStream => HostPlatform.Files.IsStream(Named) || HostPlatform.Files.IsStream(Path);

    private FileIdentity? FolderIdentity => System.IO.Path.GetDirectoryName(Path) is { } folder ? HostPlatform.Files.IdentityOf(folder) : null;

    // Windows numbers no devices.
    private static bool IsSame(FileIdentity one, FileIdentity other) => (one.Device, one.Number) == (other.Device, other.Number) && one.Number != 0;
}
