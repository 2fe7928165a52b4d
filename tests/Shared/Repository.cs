namespace MemMagics.Tests;

/// <summary>Where the tests were built.</summary>
internal static class Repository
{
    /// <summary>The folder with the solution.</summary>
    public static string Folder { get; } = Find();

    /// <summary>Debug or Release, as the tests themselves.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    /// <summary>The folder that a project of <c>src</c> is built into.</summary>
    public static string OutputOf(string project) => Path.Combine(Folder, "src", project, "bin", Configuration, "net10.0");

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "MemMagics.sln")))
            directory = directory.Parent!;
        return directory.FullName;
    }
}
