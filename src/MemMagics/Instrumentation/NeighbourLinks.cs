namespace MemMagics.Instrumentation;

/// <summary>Links to all that lies beside an original, for a copy of it in a private folder: code looks there for native code, resources and data.</summary>
internal static class NeighbourLinks
{
    /// <summary>Creates the links.</summary>
    /// <param name="folder">Folder of the copy. What is in it already stays.</param>
    /// <param name="original">Folder of the original.</param>
    public static void Create(string folder, string original)
    {
        foreach (var neighbour in new DirectoryInfo(original).EnumerateFileSystemInfos())
        {
            var link = Path.Combine(folder, neighbour.Name);
            if (!Path.Exists(link))
                Create(link, neighbour);
        }
    }

    private static void Create(string link, FileSystemInfo target)
    {
        try
        {
            if (target is DirectoryInfo)
                Directory.CreateSymbolicLink(link, target.FullName);
            else
                File.CreateSymbolicLink(link, target.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows allows links to some users only. Its folders are left out: they may be of any size.
            if (target is FileInfo file)
                file.CopyTo(link);
        }
    }
}
