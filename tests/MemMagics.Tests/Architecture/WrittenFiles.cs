namespace MemMagics.Tests.Architecture;

/// <summary>The text files of the repository that people wrote: nothing that a build makes.</summary>
internal static class WrittenFiles
{
    private static readonly string[] s_folders = ["src", "tests", "benchmarks", "build", "docs", "notebooks"];

    private static readonly string[] s_made = ["bin", "obj", "TestResults"];

    /// <summary>Their paths.</summary>
    public static IEnumerable<string> All =>
        from file in s_folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Folder, folder), "*", SearchOption.AllDirectories)).Concat(Directory.EnumerateFiles(Repository.Folder))
        where Path.GetExtension(file) != ".png" && !NameOf(file).Split('/').Intersect(s_made).Any()
        select file;

    /// <summary>A file's path from the repository on, with <c>/</c> on every system.</summary>
    public static string NameOf(string file) => Path.GetRelativePath(Repository.Folder, file).Replace(Path.DirectorySeparatorChar, '/');
}
