using System.Text.Json;
using System.Text.Json.Nodes;
using MemMagics.Hosting.Json;

namespace MemMagics.Hosting.Building;

/// <summary>Properties and items of a project, as MSBuild writes them with <c>-getProperty</c> and <c>-getItem</c>.</summary>
internal sealed class BuildFacts
{
    private readonly JsonNode? _document;
    private readonly string _folder;

    private BuildFacts(JsonNode? document, string folder)
    {
        _document = document;
        _folder = folder;
    }

    /// <summary>Options that make MSBuild write a file with all that is read here.</summary>
    public static string[] Options(string file) =>
    [
        "-getProperty:TargetPath,TargetFramework,TargetFrameworks,OutputType,ProjectRuntimeConfigFilePath,ProjectDepsFilePath,NuGetPackageFolders,NuGetPackageRoot,BaseIntermediateOutputPath,IntermediateOutputPath,ProjectAssetsFile,UsingMicrosoftNETSdkWeb,IsTestProject,SelfContained",
        "-getItem:Using,Compile,FrameworkReference,ProjectReference,EmbeddedResource,AdditionalFiles,Content,None",
        $"-getResultOutputFile:{file}",
    ];

    /// <param name="file">What MSBuild has written.</param>
    /// <param name="folder">The project's folder, against which its paths are relative.</param>
    /// <returns><see langword="null"/> when there is no such file, because the build did not come so far.</returns>
    public static BuildFacts? Read(string file, string folder)
    {
        try
        {
            return new BuildFacts(JsonNode.Parse(File.ReadAllText(file)), folder);
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A property's value; empty when it has none.</summary>
    public string Property(string name) => JsonText.At(_document, "Properties", name) ?? "";

    /// <summary>Whether a property is true.</summary>
    public bool Is(string name) => Property(name).Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The absolute path that a property holds; <see langword="null"/> when it has none.</summary>
    public string? PathOf(string property) => Property(property) is { Length: > 0 } path ? Absolute(path) : null;

    /// <summary>The items of a type, in order.</summary>
    public IEnumerable<JsonObject> Items(string type) => (_document?["Items"]?[type] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>The paths of the items of a type, in order.</summary>
    public IEnumerable<string> PathsOf(string type) => Items(type).Select(static item => JsonText.At(item, "FullPath")).OfType<string>();

    /// <summary>Those of them that a person wrote for this project: not the build, and not the author of a package.</summary>
    public IEnumerable<string> WrittenPathsOf(string type)
    {
        var others = PackageFolders.Append(PathOf("BaseIntermediateOutputPath")).Append(PathOf("IntermediateOutputPath")).OfType<string>().ToList();
        return PathsOf(type).Where(file => !others.Exists(folder => IsInside(file, folder)));
    }

    /// <summary>Where NuGet unpacks packages.</summary>
    public IReadOnlyList<string> PackageFolders =>
        [.. $"{Property("NuGetPackageRoot")};{Property("NuGetPackageFolders")}".Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Path.TrimEndingDirectorySeparator).Distinct()];

    private static bool IsInside(string file, string folder) =>
        file.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private string Absolute(string path) => Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar), _folder);
}
