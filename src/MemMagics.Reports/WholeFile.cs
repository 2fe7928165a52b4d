using System.Text;

namespace MemMagics;

/// <summary>Files that are written whole or not at all: no reader ever meets half of one, even after a crash.</summary>
public static class WholeFile
{
    // Devices and pipes cannot be replaced, and as root the attempt would put a file in the place of a device.
    private static readonly string[] s_streams = ["/dev/", "/proc/"];
    private const string SharedMemory = "/dev/shm/";

    /// <summary>Writes UTF-8 text to a temporary file beside the file and then moves it into place. A link stays, and the file that it leads to is written; a file keeps its permissions. Devices and pipes are written to directly.</summary>
    /// <param name="path">The file; its folder exists.</param>
    /// <param name="text">All of its text.</param>
    /// <exception cref="IOException">It cannot be written; the message says why. What was there is still there.</exception>
    /// <exception cref="UnauthorizedAccessException">The same, because a permission is missing.</exception>
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
        // Write access to the folder would be enough to replace the file, but somebody has protected it from being written.
        if (file.Exists && file.IsReadOnly)
            throw new UnauthorizedAccessException("it is read-only. Make it writable or name another file.");

        // Not made from the file's name, which may already be as long as the file system allows.
        var temporary = Path.Combine(file.DirectoryName!, $".{Guid.NewGuid():N}.tmp");
        var stream = Create(temporary, file);
        try
        {
            using (stream)
            {
                // Set before there is anything to read in it. The mode at creation does not do: the user's umask cuts it.
                if (file.Exists && !OperatingSystem.IsWindows())
                    File.SetUnixFileMode(stream.SafeFileHandle, file.UnixFileMode);
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
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (file.Exists && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return new FileStream(temporary, options);
        }
        catch (DirectoryNotFoundException e)
        {
            // The system's message names the temporary file, of which nobody knows.
            throw new DirectoryNotFoundException($"there is no folder '{file.DirectoryName}'. Create it or name another file.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new UnauthorizedAccessException($"the folder '{file.DirectoryName}' takes no new file. Name a file elsewhere.", e);
        }
    }
}
