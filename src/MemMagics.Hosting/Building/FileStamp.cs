using System.Globalization;

namespace MemMagics.Hosting.Building;

/// <summary>A file or folder, and a short text that differs when it does.</summary>
/// <param name="Path">Its absolute path.</param>
/// <param name="Stamp">The text; empty when there is nothing at that path.</param>
internal sealed record FileStamp(string Path, string Stamp)
{
    /// <summary>When the file, or the newest in the folder, was written. Not remembered.</summary>
    public DateTime Written { get; private init; }

    /// <summary>More are not looked through: a build is as fast.</summary>
    private const int MostFiles = 4000;

    // What a project leaves out of what is beside it (the SDK's DefaultItemExcludes). Deeper down, folders of these names are like any other.
    private static readonly string[] s_outputs = ["bin", "obj"];

    // Never source.
    private const string NodeModules = "node_modules";

    /// <summary>A file, by its length and the time that it was written; of a link, those of the file at its end.</summary>
    public static FileStamp Of(string path)
    {
        var file = WithoutLinks(new FileInfo(path));
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
                var entries = folder.GetFileSystemInfos();
                var isOfProject = Array.Exists(entries, static entry => entry.Extension.EndsWith("proj", StringComparison.OrdinalIgnoreCase));
                foreach (var entry in entries)
                {
                    if (entry is DirectoryInfo inner)
                    {
                        if (!IsLeftOut(inner.Name, isOfProject))
                            folders.Push(inner);
                    }
                    else if (lines.Count == MostFiles)
                    {
                        return null;
                    }
                    else
                    {
                        var file = WithoutLinks((FileInfo)entry);
                        lines.Add(file.Exists ? $"{entry.FullName} {Text(file.Length, file.LastWriteTimeUtc)}" : entry.FullName);
                        newest = newest < file.LastWriteTimeUtc ? file.LastWriteTimeUtc : newest;
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

    private static bool IsLeftOut(string folder, bool isOfProject) =>
        folder[0] == '.' || folder.Equals(NodeModules, StringComparison.OrdinalIgnoreCase) || (isOfProject && s_outputs.Contains(folder, StringComparer.OrdinalIgnoreCase));

    private static FileInfo WithoutLinks(FileInfo file) =>
        file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint) && file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target : file;

    private static string Text(long length, DateTime written) => string.Create(CultureInfo.InvariantCulture, $"{length} {written.Ticks:x}");
}
