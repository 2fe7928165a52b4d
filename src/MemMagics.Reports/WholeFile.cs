using System.Text;
using MemMagics.Platform;
using MemMagics.Platform.Contract;

namespace MemMagics;

/// <summary>Files that are written whole or not at all: no reader ever meets half of one, even after a crash.</summary>
public static class WholeFile
{
    // Replaced, never changed.
    private static volatile IReadOnlyList<ProtectedFile> s_protected = [];

    /// <summary>Has a file refused as a place to write to, under all of its names, for as long as this process lives: what is measured is not to be overwritten by what it reports.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is, as it stands after "it is": <c>the notebook itself</c>.</param>
    public static void Protect(string path, string what) => s_protected = [.. s_protected, new ProtectedFile(Path.GetFullPath(path), what)];

    /// <summary>Whether two paths lead to one file, whether or not it is there yet.</summary>
    /// <param name="one">A path.</param>
    /// <param name="other">Another one.</param>
    /// <exception cref="IOException">One of them is a link that leads nowhere.</exception>
    public static bool IsSame(string one, string other) => FilePlace.Of(one).IsSameAs(FilePlace.Of(other));

    /// <summary>Whether a path leads to a device or a pipe: nothing in it is replaced, texts come one after another.</summary>
    /// <param name="path">A path.</param>
    /// <exception cref="IOException">It is a link that leads nowhere.</exception>
    public static bool IsStream(string path) => FilePlace.Of(path).IsNoFile;

    /// <summary>Finds out before there is anything to write what could not be written: also, by making an empty file for a moment, whether the folder takes a new one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be written; the message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because it is protected.</exception>
    public static void Check(string path)
    {
        var place = FilePlace.Of(path);
        Refuse(place);
        if (place.IsNoFile)
            return;
        var file = new FileInfo(place.Path);
        if (!Directory.Exists(file.DirectoryName))
            throw NoFolder(file.DirectoryName);
        if (file is { Exists: true, IsReadOnly: true })
            throw ReadOnly();
        if (HostPlatform.Files.IsNameTooLong(file.Name))
            throw new PathTooLongException("its name is too long. Choose a shorter one.");
        if (place.HasSeveralNames)
            return;

        var temporary = TemporaryBeside(file);
        Create(temporary, file).Dispose();
        File.Delete(temporary);
    }

    /// <summary>The same for reports and pages, which never replace a file that people write: a C# file, a project, a notebook.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be written, or should not; the message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because it is protected.</exception>
    public static void CheckOutput(string path)
    {
        Check(path);
        if (SourceFile.IsThere(path))
            throw new IOException("it is source that somebody has written. Name another file.");
    }

    /// <summary>Writes UTF-8 text to a temporary file beside the file and then moves it into place. A link stays, and the file that it leads to is written; a file keeps its permissions. A file with several names is overwritten in place, so that it stays one file. Devices and pipes are written to directly.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="text">All of its text.</param>
    /// <exception cref="IOException">It cannot be written; the message says why. What was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because a permission is missing.</exception>
    public static void Write(string path, string text)
    {
        var place = FilePlace.Of(path);
        Refuse(place);

        var content = Encoding.UTF8.GetBytes(text);
        try
        {
            if (place.IsNoFile)
                Append(place.Named, content);
            else if (place.HasSeveralNames)
                Overwrite(place.Path, content);
            else
                Replace(new FileInfo(place.Path), content);
        }
        catch (Exception e) when (e.Message.Contains(InQuotes(place.Named), StringComparison.Ordinal) && e is IOException and not DirectoryNotFoundException)
        {
            // Whoever says the sentence names the file, as it was given.
            throw new IOException(e.Message.Replace(InQuotes(place.Named), "", StringComparison.Ordinal), e);
        }
    }

    private static void Refuse(FilePlace place)
    {
        if (Directory.Exists(place.Path))
            throw new IOException("it is a folder. Name a file in it.");
        if (s_protected.FirstOrDefault(own => FilePlace.Of(own.Path).IsSameAs(place)) is { } known)
            throw new IOException($"it is {known.What}. Name another file.");
        if (place.Identity is { Kind: FileKind.BlockDevice })
            throw new IOException("it is a disk. Name a file.");
        if (place.Identity is { Kind: FileKind.Socket })
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

    // As the system's messages end.
    private static string InQuotes(string path) => $" : '{path}'";

    // Not made from the file's name, which may already be as long as the file system allows.
    private static string TemporaryBeside(FileInfo file) => Path.Combine(file.DirectoryName!, $".{Guid.NewGuid():N}.tmp");

    private static void Replace(FileInfo file, byte[] content)
    {
        // Write access to the folder would be enough to replace the file, but somebody has protected it from being written.
        if (file.Exists && file.IsReadOnly)
            throw ReadOnly();

        var temporary = TemporaryBeside(file);
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
        catch (Exception e)
        {
            File.Delete(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw AboutTheFile(e, temporary, file);
            if (e is ArgumentOutOfRangeException)
                throw new IOException("the file system takes no file of this size.", e);
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
        catch (IOException e)
        {
            throw AboutTheFile(e, temporary, file);
        }
    }

    /// <summary>The system's message without the temporary file, of which nobody knows.</summary>
    private static IOException AboutTheFile(Exception exception, string temporary, FileInfo file) =>
        new(exception.Message.Replace(InQuotes(temporary), "", StringComparison.Ordinal).Replace(temporary, file.FullName, StringComparison.Ordinal), exception);

    private sealed record ProtectedFile(string Path, string What);
}
