using System.Globalization;

namespace MemMagics.Cli.Building;

/// <summary>A file or folder, and a short text that differs when it does.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Stamp">The text; empty when there is nothing at that path.</param>
internal sealed record FileStamp(string Path, string Stamp)
{
    /// <summary>When the file, or the newest in the folder, was written. Not remembered.</summary>
    public DateTime Written { get; private init; }

    /// <summary>More are not looked through: a build is as fast.</summary>
    private const int MostFiles = 4000;

    // What projects leave out by default (the SDK's DefaultItemExcludes), and what is never source.
    private static readonly string[] s_leftOut = ["bin", "obj", "node_modules"];

    /// <summary>A file, by its length and the time that it was written.</summary>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(path, Text(file.Length, file.LastWriteTimeUtc)) { Written = file.LastWriteTimeUtc } : new FileStamp(path, "");
    }

    /// <summary>The files in a folder and in those below it, by their names, lengths and times; <see langword="null"/> when there are too many, or the folder cannot be read.</summary>
    public static FileStamp? OfFolder(string path)
    {
        var lines = new List<string>();
        var newest = default(DateTime);
        var folders = new Stack<DirectoryInfo>([new DirectoryInfo(path)]);
        try
        {
            while (folders.TryPop(out var folder))
            {
                foreach (var entry in folder.EnumerateFileSystemInfos())
                {
                    if (entry is DirectoryInfo inner)
                    {
                        if (inner.Name[0] != '.' && !s_leftOut.Contains(inner.Name, StringComparer.OrdinalIgnoreCase))
                            folders.Push(inner);
                    }
                    else if (lines.Count == MostFiles)
                    {
                        return null;
                    }
                    else
                    {
                        lines.Add($"{entry.FullName} {Text(((FileInfo)entry).Length, entry.LastWriteTimeUtc)}");
                        newest = newest < entry.LastWriteTimeUtc ? entry.LastWriteTimeUtc : newest;
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return new FileStamp(path, BuildSurroundings.Digest(lines)) { Written = newest };
    }

    private static string Text(long length, DateTime written) => string.Create(CultureInfo.InvariantCulture, $"{length} {written.Ticks:x}");
}
