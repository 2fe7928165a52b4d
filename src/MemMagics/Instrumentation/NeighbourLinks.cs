using MemMagics.Platform;

namespace MemMagics.Instrumentation;

/// <summary>Links to all that lies beside an original, for a copy of it in a private folder: code looks there for native code, resources and data.</summary>
internal static class NeighbourLinks
{
    // What a folder that cannot be linked may have in it, so that it is copied. A file counts as a block at least.
    private const long LargestCopy = 1L << 30;
    private const long Block = 4 << 10;

    private static readonly EnumerationOptions s_all = new() { AttributesToSkip = FileAttributes.None };

    /// <summary>Creates the links; copies of what cannot be linked, but for folders of more than 1 GiB.</summary>
    /// <param name="folder">Folder of the copy. What is in it already stays.</param>
    /// <param name="original">Folder of the original.</param>
    public static void Create(string folder, string original) => Create(folder, original, HostPlatform.Files.TryLink);

    /// <inheritdoc cref="Create(string, string)"/>
    /// <param name="folder">Folder of the copy.</param>
    /// <param name="original">Folder of the original.</param>
    /// <param name="tryLink">Makes a link, if that is possible.</param>
    public static void Create(string folder, string original, Func<string, FileSystemInfo, bool> tryLink)
    {
        foreach (var neighbour in new DirectoryInfo(original).EnumerateFileSystemInfos())
        {
            var link = Path.Combine(folder, neighbour.Name);
            if (Path.Exists(link) || tryLink(link, neighbour))
                continue;
            if (neighbour is FileInfo file)
                Copy(file, link);
            else if (Fits((DirectoryInfo)neighbour))
                Copy((DirectoryInfo)neighbour, link);
        }
    }

    /// <summary>Removes the folder of a copy, with the links in it, and never what they lead to. On Windows it stays as long as a process has loaded a file of it.</summary>
    public static void Remove(DirectoryInfo folder)
    {
        try
        {
            // First of all: .NET's removal of a whole folder fails on Windows where there is a junction in it.
            foreach (var link in folder.EnumerateDirectories().Where(IsLink))
                link.Delete();
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows keeps a loaded file until its process has ended.
        }
    }

    private static bool Fits(DirectoryInfo folder)
    {
        var room = LargestCopy;
        return FilesIn(folder).All(file => (room -= Math.Max(file.Length, Block)) >= 0);
    }

    private static void Copy(DirectoryInfo folder, string to)
    {
        foreach (var file in FilesIn(folder))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(folder.FullName, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            Copy(file, copy);
        }
    }

    /// <summary>Those that this user can read, also in folders below. Links to folders are not followed: they may lead in a circle.</summary>
    private static IEnumerable<FileInfo> FilesIn(DirectoryInfo folder) =>
        folder.EnumerateFiles("*", s_all).Concat(folder.EnumerateDirectories("*", s_all).Where(static below => !IsLink(below)).SelectMany(FilesIn));

    private static void Copy(FileInfo file, string to)
    {
        try
        {
            var copy = file.CopyTo(to);

            // Otherwise it could not be removed.
            if (copy.IsReadOnly)
                copy.IsReadOnly = false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Nothing but this file is missing then: a link to nothing, or a file that another program keeps to itself.
        }
    }

    /// <summary>Also of a junction, and not of what OneDrive keeps elsewhere.</summary>
    private static bool IsLink(DirectoryInfo folder) => folder.LinkTarget is not null;
}
