using MemMagics.Hosting.Building;

namespace MemMagics.Tests.Tool.Programs;

/// <summary>The programs of <c>tests/Programs</c> in a folder outside of the repository, each built once for all tests.</summary>
[SetUpFixture]
internal sealed class BuiltPrograms
{
    private static TemporaryFolder? s_folder;

    /// <summary>Where they come from.</summary>
    public static string Source { get; } = Path.Combine(Repository.Folder, "tests", "Programs");

    /// <summary>Where they are built.</summary>
    public static string Folder => s_folder!.Path;

    [OneTimeSetUp]
    public async Task Build()
    {
        s_folder = new TemporaryFolder();
        Copy(Source, Folder);
        await Parallel.ForEachAsync(
            Groups(), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            static async (group, cancellationToken) =>
            {
                foreach (var program in group)
                    await new ProgramBuild().BuildAsync(new ProgramSource(Path.Combine(Folder, program)), build: true, static _ => { }, cancellationToken);
            });
    }

    [OneTimeTearDown]
    public void GiveThemBack() => s_folder?.Dispose();

    /// <summary>What can be built side by side: those that build one and the same library cannot.</summary>
    private static IEnumerable<IReadOnlyList<string>> Groups() =>
    [
        ["Projects/Money", "Projects/Money.Tests", "Projects/Inventory", "Apps/invoice.cs"], ["Projects/Slug"],
        .. Directory.EnumerateFiles(Path.Combine(Source, "Apps"), "*.cs").Select(path => Path.GetFileName(path)).Where(IsApp).Select(name => new[] { $"Apps/{name}" }),
    ];

    // The files that another one includes have no entry point.
    private static bool IsApp(string name) => name is not ("invoice.cs" or "matcher.cs" or "find-options.cs");

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
