using System.Text;

namespace MemMagics.Reports.Output;

/// <summary>Files that are written whole or not at all: neither a reader nor a crash ever meets half of one.</summary>
public static class WholeFile
{
    // What is no file on a disk cannot be replaced, and as root the attempt would put a file in the place of a device.
    private static readonly string[] s_streams = ["/dev/", "/proc/"];
    private const string SharedMemory = "/dev/shm/";

    /// <summary>Writes UTF-8 text beside the file and then puts it in the file's place. A link stays, the file it leads to is written; a file's permissions stay. Devices and pipes are written to.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="text">All of its text.</param>
    /// <exception cref="IOException">It cannot be written; the message says why. What was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, for want of a right.</exception>
    public static void Write(string path, string text)
    {
        var named = Path.GetFullPath(path);
        var file = LeadsTo(named);
        if (Directory.Exists(file))
            throw new IOException("it is a folder. Name a file in it.");

        var content = Encoding.UTF8.GetBytes(text);
        if (IsStream(named) || IsStream(file))
            File.WriteAllBytes(named, content);
        else
            Replace(new FileInfo(file), content);
    }

    private static string LeadsTo(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    private static bool IsStream(string path) =>
        !OperatingSystem.IsWindows() && s_streams.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)) && !path.StartsWith(SharedMemory, StringComparison.Ordinal);

    private static void Replace(FileInfo file, byte[] content)
    {
        // Whoever may write to the folder could replace it, but somebody has protected this file from being written.
        if (file.Exists && file.IsReadOnly)
            throw new UnauthorizedAccessException("it is read-only. Make it writable or name another file.");

        // The name does not grow with the file's: a name may be as long as the file system allows.
        var beside = Path.Combine(file.DirectoryName!, $".{Guid.NewGuid():N}.tmp");
        var stream = Create(beside, file);
        try
        {
            using (stream)
            {
                // Before there is anything to read in it; the mode that a file is created with is cut by the user's mask.
                if (file.Exists && !OperatingSystem.IsWindows())
                    File.SetUnixFileMode(stream.SafeFileHandle, file.UnixFileMode);
                stream.Write(content);

                // The name must not reach the disk before the text does.
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, file.FullName, overwrite: true);
        }
        catch
        {
            File.Delete(beside);
            throw;
        }
    }

    private static FileStream Create(string beside, FileInfo file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (file.Exists && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(beside, options);
        }
        catch (DirectoryNotFoundException e)
        {
            // The system's messages name the file beside, of which nobody knows.
            throw new DirectoryNotFoundException($"there is no folder '{file.DirectoryName}'. Create it or name another file.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException($"the folder '{file.DirectoryName}' takes no new file. Name a file elsewhere.", e);
        }
    }
}
