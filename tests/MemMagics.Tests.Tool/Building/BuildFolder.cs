using MemMagics.Hosting.Building;

namespace MemMagics.Tests.Building;

/// <summary>A folder with sources, the builds of them, and a cache of its own.</summary>
internal sealed class BuildFolder : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _cache = new();
    private readonly HashSet<string> _artifacts = [];

    /// <summary>What the last build waited for.</summary>
    public List<string> Waited { get; } = [];

    public string Path(string name) => System.IO.Path.Combine(_folder.Path, name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(name))!);
        return _folder.File(name, text);
    }

    public async Task<BuiltProgram> BuildAsync(string name, string? framework = null, bool build = true)
    {
        Waited.Clear();
        var program = await new ProgramBuild(new BuildCache(_cache.Path)).BuildAsync(new ProgramSource(Path(name), framework), build, Waited.Add, CancellationToken.None);

        // The SDK builds a file in the user's own folder: .../runfile/app-HASH/bin/release.
        if (program.Project.EndsWith(".cs", StringComparison.Ordinal))
            _artifacts.Add(System.IO.Path.GetFullPath("../../..", program.Assembly));
        return program;
    }

    /// <summary>Whether the next build has nothing to do.</summary>
    public bool IsUpToDate(string name) => new BuildCache(_cache.Path).Find(BuildTarget.Find(new ProgramSource(Path(name))), framework: null) is not null;

    /// <summary>Builds a program and runs it with <c>dotnet</c>.</summary>
    public async Task<string> RunAsync(string name)
    {
        var program = await BuildAsync(name);
        return (await ToolRun.OfAsync(new("dotnet", [program.Assembly]))).Output.Trim();
    }

    public void Dispose()
    {
        _folder.Dispose();
        _cache.Dispose();
        foreach (var folder in _artifacts)
            Directory.Delete(folder, recursive: true);
    }
}
