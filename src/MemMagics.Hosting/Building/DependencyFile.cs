using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using MemMagics.Hosting.Json;
using MemMagics.Platform;

namespace MemMagics.Hosting.Building;

/// <summary>Finds the files that a <c>deps.json</c> lists as .NET's own start of a program does: beside it, or else in the folders of packages.</summary>
internal sealed class DependencyFile
{
    private readonly string _folder;
    private readonly IReadOnlyList<string> _packageFolders;
    private readonly Dictionary<string, string> _assemblies = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _natives = [];
    private readonly List<string> _resources = [];

    private DependencyFile(string folder, IReadOnlyList<string> packageFolders)
    {
        _folder = folder;
        _packageFolders = packageFolders;
    }

    /// <summary>Paths of the managed assemblies, the program's own among them.</summary>
    public IReadOnlyCollection<string> Assemblies => _assemblies.Values;

    /// <summary>Folders with native libraries for this platform.</summary>
    public IReadOnlyList<string> NativeFolders => [.. _natives.Select(static file => Path.GetDirectoryName(file)!).Distinct()];

    /// <summary>Folders that hold translated resources, each in a folder named after a culture.</summary>
    public IReadOnlyList<string> ResourceFolders => [.. _resources.Select(static file => Path.GetDirectoryName(Path.GetDirectoryName(file))!).Distinct()];

    /// <param name="path">The file.</param>
    /// <param name="packageFolders">Where NuGet unpacks packages.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static DependencyFile Read(string path, IReadOnlyList<string> packageFolders)
    {
        var document = JsonNode.Parse(File.ReadAllText(path));
        var file = new DependencyFile(Path.GetDirectoryName(path)!, packageFolders);
        var target = JsonText.At(document, "runtimeTarget", "name") is { } name ? document?["targets"]?[name] as JsonObject : null;
        foreach (var (key, library) in target ?? [])
        {
            // Part of the runtime that a self-contained program brings along.
            if (document?["libraries"]?[key] is { } described && JsonText.At(described, "type") != "runtimepack")
                file.Add(library, JsonText.At(described, "path"));
        }

        return file;
    }

    private void Add(JsonNode? library, string? package)
    {
        foreach (var (asset, _) in library?["runtime"] as JsonObject ?? [])
            AddAssembly(asset, package);
        foreach (var (asset, _) in library?["native"] as JsonObject ?? [])
            AddTo(_natives, asset, package);
        foreach (var (asset, described) in library?["resources"] as JsonObject ?? [])
            AddTo(_resources, asset, package, Path.Combine(JsonText.At(described, "locale") ?? "", Path.GetFileName(asset)));
        AddForThisPlatform(library?["runtimeTargets"] as JsonObject ?? [], package);
    }

    /// <summary>Of the files for certain platforms only those of the platform that is nearest to this one.</summary>
    private void AddForThisPlatform(JsonObject assets, string? package)
    {
        foreach (var kind in assets.GroupBy(static asset => JsonText.At(asset.Value, "assetType")))
        {
            var platform = Platforms.FirstOrDefault(platform => kind.Any(asset => JsonText.At(asset.Value, "rid") == platform));
            foreach (var (asset, _) in kind.Where(asset => platform is not null && JsonText.At(asset.Value, "rid") == platform))
            {
                if (kind.Key == "native")
                    AddTo(_natives, asset, package, asset);
                else
                    AddAssembly(asset, package, asset);
            }
        }
    }

    private void AddAssembly(string asset, string? package, string? beside = null)
    {
        if (Path.GetFileName(asset) != "_._" && Find(asset, package, beside) is { } path)
            _assemblies[Path.GetFileName(asset)] = path;
    }

    private void AddTo(List<string> files, string asset, string? package, string? beside = null)
    {
        if (Path.GetFileName(asset) != "_._" && Find(asset, package, beside) is { } path)
            files.Add(path);
    }

    /// <param name="asset">Its path inside the package.</param>
    /// <param name="package">The package's path inside a folder of packages; <see langword="null"/> for what belongs to no package.</param>
    /// <param name="beside">Its path inside the program's folder; by default its name.</param>
    private string? Find(string asset, string? package, string? beside) =>
        _packageFolders.Where(_ => package is not null).Select(folder => Path.Combine(folder, package!, asset))
            .Prepend(Path.Combine(_folder, beside ?? Path.GetFileName(asset)))
            .Select(Path.GetFullPath)
            .FirstOrDefault(File.Exists);

    /// <summary>The names of this platform in packages, the nearest first, as .NET itself looks for them.</summary>
    private static IReadOnlyList<string> Platforms { get; } = [.. PlatformNames()];

    private static IEnumerable<string> PlatformNames()
    {
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        foreach (var platform in HostPlatform.Names.PackagePlatforms)
        {
            yield return $"{platform}-{architecture}";
            yield return platform;
        }

        yield return "any";
    }
}
