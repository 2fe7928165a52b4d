namespace MemMagics.Cli.Notebooks;

/// <summary>What the half typed name of a notebook may become: a notebook, or a folder on the way to one.</summary>
internal static class NotebookFiles
{
    /// <param name="typed">What is typed of it, with the folders before it; they are part of the answers. Answers that are folders end in <c>/</c>.</param>
    public static IEnumerable<string> ThatMayBecome(string typed)
    {
        var folder = typed[..(typed.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1)];
        var name = typed[folder.Length..];
        return from entry in EntriesOf(folder)
               where entry.Name.StartsWith(name, StringComparison.Ordinal) && (name.Length > 0 || !entry.Name.StartsWith('.'))
               where entry is DirectoryInfo || entry.Extension.ToLowerInvariant() is ".dib" or ".ipynb"
               orderby entry.Name
               select folder + entry.Name + (entry is DirectoryInfo ? "/" : "");
    }

    /// <summary>A name that cannot be looked at has no completion.</summary>
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
