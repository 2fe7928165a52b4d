namespace MemMagics.Cli.Notebooks;

/// <summary>Completes the name of a notebook on a command line: with notebooks, and with folders that may hold some.</summary>
internal static class NotebookFiles
{
    /// <param name="typed">The typed part of the name, with the folders before it, which the answers repeat. Folders end in <c>/</c>.</param>
    public static IEnumerable<string> Completing(string typed)
    {
        var folder = typed[..(typed.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1)];
        var name = typed[folder.Length..];
        return from entry in EntriesOf(folder)
               where entry.Name.StartsWith(name, StringComparison.Ordinal) && (name.Length > 0 || !entry.Name.StartsWith('.'))
               where entry is DirectoryInfo || entry.Extension.ToLowerInvariant() is ".dib" or ".ipynb"
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
