using System.Text.Json.Nodes;

namespace MemMagics.Cli.Packages;

/// <summary>Reads <c>obj/project.assets.json</c>, in which the SDK's restore lists the files of packages for one framework and platform.</summary>
internal static class AssetsFile
{
    /// <param name="path">The file.</param>
    /// <param name="frameworkAssemblies">File names and assembly versions of what the runtime itself brings: packages that carry an older copy give way.</param>
    public static RestoredPackages Read(string path, IReadOnlyDictionary<string, Version> frameworkAssemblies)
    {
        var document = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        var target = document["targets"]!.AsObject().Single(named => named.Key.Contains('/')).Value!.AsObject();
        var folders = document["packageFolders"]!.AsObject().Select(named => named.Key).ToList();
        var assemblies = new List<string>();
        var natives = new List<string>();
        var names = new List<string>();
        foreach (var (key, library) in target)
        {
            if (library?["type"]?.GetValue<string>() != "package")
                continue;
            names.Add(key.Replace('/', ' '));
            var relative = document["libraries"]![key]!["path"]!.GetValue<string>();
            var root = folders.Select(folder => Path.Combine(folder, relative)).FirstOrDefault(Directory.Exists)
                ?? throw new PackageException($"The package {key} was restored, but its folder is gone. Run the cell again.");
            assemblies.AddRange(Files(library["runtime"], root));
            natives.AddRange(Files(library["native"], root));
        }

        return new RestoredPackages
        {
            Packages = names,
            Assemblies = [.. assemblies.Where(assembly => !ComesWithFramework(assembly, frameworkAssemblies))],
            NativeFolders = [.. natives.Select(native => Path.GetDirectoryName(native)!).Distinct()],
            Notes = Notes(document["logs"] as JsonArray),
            RestoredAt = DateTimeOffset.UtcNow,
        };
    }

    private static IEnumerable<string> Files(JsonNode? assets, string root) =>
        (assets as JsonObject ?? []).Select(asset => asset.Key)
            .Where(file => Path.GetFileName(file) != "_._")
            .Select(file => Path.GetFullPath(Path.Combine(root, file)));

    private static bool ComesWithFramework(string path, IReadOnlyDictionary<string, Version> frameworkAssemblies) =>
        frameworkAssemblies.TryGetValue(Path.GetFileName(path), out var own)
        && System.Reflection.AssemblyName.GetAssemblyName(path).Version is { } version && version <= own;

    /// <summary>Only what concerns the packages asked for: another version was taken.</summary>
    private static List<string> Notes(JsonArray? logs) =>
        [.. (logs ?? []).OfType<JsonObject>()
            .Where(log => log["code"]?.GetValue<string>() is "NU1601" or "NU1602" or "NU1603" or "NU1604" or "NU1701")
            .Select(log => log["message"]!.GetValue<string>())
            .Select(message => message.StartsWith(PackageProject.Name, StringComparison.Ordinal) ? $"The notebook{message[PackageProject.Name.Length..]}" : message)];
}
