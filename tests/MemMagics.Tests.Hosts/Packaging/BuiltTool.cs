namespace MemMagics.Tests.Packaging;

/// <summary>The tool as <c>dotnet build</c> has put it together.</summary>
internal static class BuiltTool
{
    private static readonly string[] s_others = ["publish/", "win-", "linux-", "osx-"];

    public static string Folder { get; } = Repository.OutputOf("MemMagics.Cli");

    /// <summary>The names of its files, with <c>/</c> between folders; without what <c>dotnet build -r win-x64</c> and the like have put there besides, and without the executable, which packages do not have.</summary>
    public static IEnumerable<string> Files() =>
        from file in Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Folder, file).Replace('\\', '/')
        where name is not ("MemMagics.Cli" or "MemMagics.Cli.exe") && !s_others.Any(name.StartsWith)
        select name;
}
