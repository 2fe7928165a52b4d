using System.Text.Json.Nodes;
using MemMagics.Hosting.Libraries;

namespace MemMagics.Cli.Packages;

/// <summary>Reads <c>obj/project.assets.json</c>, in which the SDK's restore lists the files of packages for one framework and platform.</summary>
internal static class AssetsFile
{
    /// <param name="path">The file.</param>
    public static RestoredPackages Read(string path)
    {
        var document = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        var target = document["targets"]!.AsObject().Single(named => named.Key.Contains('/')).Value!.AsObject();
        var packageFolders = document["packageFolders"]!.AsObject().Select(named => named.Key).ToList();
        var assemblies = new List<string>();
        var natives = new List<string>();
        var resources = new List<string>();
        var frameworks = new SharedFrameworks();
        var names = new List<string>();
        foreach (var (key, library) in target)
        {
            if (library?["type"]?.GetValue<string>() != "package")
                continue;
            names.Add(key.Replace('/', ' '));
            var relative = document["libraries"]![key]!["path"]!.GetValue<string>();
            var root = packageFolders.Select(folder => Path.Combine(folder, relative)).FirstOrDefault(Directory.Exists)
                ?? throw new PackageException($"The package {key} was restored, but its folder is gone. Run the cell again.");
            assemblies.AddRange(Files(library["runtime"], root));
            natives.AddRange(Files(library["native"], root));
            resources.AddRange(Files(library["resource"], root));
            foreach (var framework in library["frameworkReferences"] as JsonArray ?? [])
                frameworks.Add(framework!.GetValue<string>(), key.Replace('/', ' '));
        }

        // Packages that carry an older copy of what a framework brings give way.
        var own = assemblies.Where(assembly => !frameworks.Bring(assembly)).ToList();
        var ownNames = own.Select(Path.GetFileName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new RestoredPackages
        {
            Packages = names,
            Assemblies = [.. own, .. frameworks.Added.Where(assembly => !ownNames.Contains(Path.GetFileName(assembly)))],
            NativeFolders = [.. natives.Select(native => Path.GetDirectoryName(native)!).Distinct()],
            ResourceFolders = [.. resources.Select(resource => Path.GetDirectoryName(Path.GetDirectoryName(resource))!).Distinct()],
            Notes = Notes(document["logs"] as JsonArray),
            RestoredAt = DateTimeOffset.UtcNow,
        };
    }

    private static IEnumerable<string> Files(JsonNode? assets, string root) =>
        (assets as JsonObject ?? []).Select(asset => asset.Key)
            .Where(file => Path.GetFileName(file) != "_._")
            .Select(file => Path.GetFullPath(Path.Combine(root, file)));

    /// <summary>Only what concerns the packages asked for: another version was taken, or a source did not answer.</summary>
    private static List<string> Notes(JsonArray? logs) =>
        [.. (logs ?? []).OfType<JsonObject>()
            .Where(log => log["code"]?.GetValue<string>() is "NU1601" or "NU1602" or "NU1603" or "NU1604" or "NU1701" or "NU1801")
            .Select(log => log["message"]!.GetValue<string>())
            .Select(message => message.StartsWith(PackageProject.Name, StringComparison.Ordinal) ? $"The notebook{message[PackageProject.Name.Length..]}" : message)];
}
