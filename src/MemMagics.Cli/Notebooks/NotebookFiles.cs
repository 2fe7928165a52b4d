namespace MemMagics.Cli.Notebooks;

/// <summary>Completes the name of a file on a command line: with files of some kinds, and with folders that may hold some.</summary>
internal static class NotebookFiles
{
    /// <summary>The endings of notebooks.</summary>
    public static readonly string[] Endings = [".dib", ".ipynb"];

    /// <param name="typed">The typed part of the name, with the folders before it, which the answers repeat. Folders end in <c>/</c>.</param>
    /// <param name="endings">The endings of the files, in lower case.</param>
    public static IEnumerable<string> Completing(string typed, IReadOnlyCollection<string> endings)
    {
        var folder = typed[..(typed.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1)];
        var name = typed[folder.Length..];
        return from entry in EntriesOf(folder)
               where entry.Name.StartsWith(name, StringComparison.Ordinal) && (name.Length > 0 || !entry.Name.StartsWith('.'))
               where entry is DirectoryInfo || endings.Contains(entry.Extension.ToLowerInvariant())
               orderby entry.Name
               select folder + entry.Name + (entry is DirectoryInfo ? "/" : "");
    }

    /// <summary>A folder that cannot be read has no completions.</summary>
    private static FileSystemInfo[] EntriesOf(string typedFolder)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var folder = typedFolder.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, typedFolder[2..]) : typedFolder;
        try
        {
            return new DirectoryInfo(folder.Length == 0 ? "." : folder).GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
