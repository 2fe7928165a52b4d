using System.Text;
using MemMagics.Platform;
using MemMagics.Platform.Contract;

namespace MemMagics;

/// <summary>Files that are written whole or not at all: no reader ever meets half of one, even after a crash.</summary>
public static class WholeFile
{
    // Replaced, never changed.
    private static volatile IReadOnlyList<string> s_protected = [];

    /// <summary>Has a file refused as a place to write to, under all of its names, for as long as this process lives: a notebook is not to be overwritten by what it reports.</summary>
    /// <param name="path">The file.</param>
    public static void Protect(string path) => s_protected = [.. s_protected, Path.GetFullPath(path)];

    /// <summary>Finds out before there is anything to write what could not be written, as far as that is known without writing.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be written; the message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because it is protected.</exception>
    public static void Check(string path)
    {
        var named = Path.GetFullPath(path);
        var file = LeadsTo(named);
        Refuse(named, file);
        if (HostPlatform.Files.IsStream(named) || HostPlatform.Files.IsStream(file))
            return;
        if (Path.GetDirectoryName(file) is { } folder && !Directory.Exists(folder))
            throw NoFolder(folder);
        if (new FileInfo(file) is { Exists: true, IsReadOnly: true })
            throw ReadOnly();
        if (HostPlatform.Files.IsNameTooLong(Path.GetFileName(file)))
            throw new PathTooLongException("its name is too long. Choose a shorter one.");
    }

    /// <summary>Writes UTF-8 text to a temporary file beside the file and then moves it into place. A link stays, and the file that it leads to is written; a file keeps its permissions. A file with several names is overwritten in place, so that it stays one file. Devices and pipes are written to directly.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="text">All of its text.</param>
    /// <exception cref="IOException">It cannot be written; the message says why. What was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because a permission is missing.</exception>
    public static void Write(string path, string text)
    {
        var named = Path.GetFullPath(path);
        var file = LeadsTo(named);
        Refuse(named, file);

        var content = Encoding.UTF8.GetBytes(text);
        if (HostPlatform.Files.IsStream(named) || HostPlatform.Files.IsStream(file) || HostPlatform.Files.IdentityOf(named) is { Kind: not FileKind.Regular })
            Append(named, content);
        else if (HostPlatform.Files.IdentityOf(named) is { Names: > 1 })
            Overwrite(file, content);
        else
            Replace(new FileInfo(file), content);
    }

    private static void Refuse(string named, string file)
    {
        if (Directory.Exists(file))
            throw new IOException("it is a folder. Name a file in it.");
        var there = HostPlatform.Files.IdentityOf(named);
        if (s_protected.Any(own => own == file || LeadsTo(own) == file || (there is { } identity && HostPlatform.Files.IdentityOf(own) is { } ofOwn && (identity.Device, identity.Number) == (ofOwn.Device, ofOwn.Number))))
            throw new IOException("it is the notebook itself. Name another file.");
        if (there is { Kind: FileKind.BlockDevice })
            throw new IOException("it is a disk. Name a file.");
        if (there is { Kind: FileKind.Socket })
            throw new IOException("it is a socket. Name a file.");
    }

    /// <summary>A stream may be a file that somebody else writes to as well (<c>/dev/stdout</c> of a redirected program): what is in it stays.</summary>
    private static void Append(string stream, byte[] content)
    {
        using var pipe = HostPlatform.Files.IdentityOf(stream) is { Kind: FileKind.Pipe } && !HostPlatform.Files.IsStream(stream) ? HostPlatform.Files.OpenPipe(stream) : null;
        if (pipe is { IsInvalid: true })
            throw new IOException("it is a pipe that nobody reads. Start its reader first.");
        using var target = new FileStream(stream, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        if (target.CanSeek)
            target.Seek(0, SeekOrigin.End);
        target.Write(content);
    }

    /// <summary>A file with several names cannot be moved into place: the other names would keep the old text.</summary>
    private static void Overwrite(string file, byte[] content)
    {
        if (new FileInfo(file).IsReadOnly)
            throw ReadOnly();
        using var target = new FileStream(file, FileMode.Open, FileAccess.Write);
        target.Write(content);
        target.SetLength(content.Length);
        target.Flush(flushToDisk: true);
    }

    private static UnauthorizedAccessException ReadOnly() => new("it is read-only. Make it writable or name another file.");

    private static DirectoryNotFoundException NoFolder(string? folder, Exception? inner = null) => new($"there is no folder '{folder}'. Create it or name another file.", inner);

    private static string LeadsTo(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static void Replace(FileInfo file, byte[] content)
    {
        // Write access to the folder would be enough to replace the file, but somebody has protected it from being written.
        if (file.Exists && file.IsReadOnly)
            throw ReadOnly();

        // Not made from the file's name, which may already be as long as the file system allows.
        var temporary = Path.Combine(file.DirectoryName!, $".{Guid.NewGuid():N}.tmp");
        var stream = Create(temporary, file);
        try
        {
            using (stream)
            {
                // Before there is anything to read in it.
                if (file.Exists)
                    HostPlatform.Files.CopyMode(file, stream.SafeFileHandle);
                stream.Write(content);

                // The text must reach the disk before the new name does.
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file.FullName, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static FileStream Create(string temporary, FileInfo file)
    {
        try
        {
            return HostPlatform.Files.CreateNew(temporary, isPrivate: file.Exists);
        }
        catch (DirectoryNotFoundException e)
        {
            // The system's message names the temporary file, of which nobody knows.
            throw NoFolder(file.DirectoryName, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException($"the folder '{file.DirectoryName}' takes no new file. Name a file elsewhere.", e);
        }
    }
}
