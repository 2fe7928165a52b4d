using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MemMagics.Hosting.Json;
using MemMagics.Platform;

namespace MemMagics.Hosting.Building;

/// <summary>
/// The files and folders that a build depends on. Only of builds that are simple enough to be sure: a project with logic of its own is left to the SDK,
/// which takes its time each time.
/// </summary>
internal static partial class BuildInputs
{
    /// <summary>Files that count for everything in and below their folder.</summary>
    private static readonly string[] s_inheritedFiles =
    [
        "Directory.Build.props", "Directory.Build.targets", "Directory.Build.rsp", "Directory.Packages.props", "global.json",
        "nuget.config", "NuGet.config", "NuGet.Config", ".editorconfig", ".globalconfig",
    ];

    /// <summary>Files that count for the project, or the C# file, that they are beside. (To the SDK, app.cs is a project app.csproj.)</summary>
    private static IEnumerable<string> BesideProject(string project) =>
        [Path.Combine(Path.GetDirectoryName(project)!, "runtimeconfig.template.json"), Path.ChangeExtension(project, ".csproj.user")];

    private static readonly string[] s_simpleDirectives = ["package", "sdk", "property", "project", "include"];

    /// <param name="facts">The project after its build.</param>
    /// <param name="program">What it built.</param>
    /// <returns>Files that are read, or would be if they were there; those that were written or found in packages; folders that are searched. <see langword="null"/> when it has logic of its own.</returns>
    public static (IReadOnlyList<string> Read, IReadOnlyList<string> Written, IReadOnlyList<string> Folders)? Find(BuildFacts facts, BuiltProgram program)
    {
        var isFile = IsFile(program);
        var directives = isFile ? program.Sources.SelectMany(Directives).ToList() : [];
        if (!directives.TrueForAll(IsSimple) || Projects(facts, program) is not { } projects)
            return null;

        var folders = projects.Select(static project => Path.GetDirectoryName(project)!).ToList();
        var ofFile = Path.GetDirectoryName(program.Project)!;
        if (isFile && directives.Exists(static directive => directive.Name == "include" ? directive.Value.Contains('*') : directive.Name == "sdk"))
            folders.Add(ofFile);
        var inherited = folders.Append(ofFile).SelectMany(Ancestors).Distinct().SelectMany(static folder => s_inheritedFiles.Select(name => Path.Combine(folder, name))).ToList();
        if (!projects.Concat(inherited.Where(static file => !Path.GetFileName(file).StartsWith('.'))).Where(File.Exists).All(static file => IsSimple(File.ReadAllText(file))))
            return null;

        string[] items = ["EmbeddedResource", "AdditionalFiles", "Content", "None"];
        var files = projects.Concat(inherited).Concat(program.Sources).Concat(items.SelectMany(facts.WrittenPathsOf)).Concat(BesideProject(program.Project)).Append(program.Project).Append(HostPlatform.Files.NuGetConfiguration);
        return ([.. files.Distinct()], Outputs(program), [.. folders.Distinct()]);
    }

    private static List<string> Outputs(BuiltProgram program) =>
        [.. program.Libraries.Append(program.Assembly).Append(program.RuntimeConfiguration).Append(program.Dependencies).OfType<string>()];

    /// <summary>The project and those that it refers to, directly or not: the SDK's restore lists them. <see langword="null"/> when that list cannot be read.</summary>
    public static IReadOnlyList<string>? Projects(BuildFacts facts, BuiltProgram program)
    {
        try
        {
            var assets = facts.PathOf("ProjectAssetsFile") is { } file ? JsonNode.Parse(File.ReadAllText(file)) : null;
            if (assets?["libraries"] is not JsonObject libraries)
                return null;
            var referenced = libraries.Select(static library => JsonText.At(library.Value, "msbuildProject")).OfType<string>()
                .Select(path => Path.GetFullPath(path.Replace('\\', Path.DirectorySeparatorChar), Path.GetDirectoryName(program.Project)!));
            return [.. referenced.Concat(facts.PathsOf("ProjectReference")).Concat(IsFile(program) ? [] : [program.Project]).Distinct()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static bool IsFile(BuiltProgram program) => program.Project.EndsWith(".cs", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (string? at = folder; at is not null; at = Path.GetDirectoryName(at))
            yield return at;
    }

    private static IEnumerable<(string Name, string Value)> Directives(string source) =>
        DirectiveLine().Matches(File.ReadAllText(source)).Select(static match => (match.Groups["name"].Value, match.Groups["value"].Value));

    /// <summary>Whether it is known what a directive reads: files inside the app's folder, or a project.</summary>
    private static bool IsSimple((string Name, string Value) directive) => s_simpleDirectives.Contains(directive.Name) && directive.Name switch
    {
        "property" => !directive.Value.AsSpan().ContainsAny('/', '\\', '$'),
        "include" => !directive.Value.Contains('*') || !(directive.Value.Contains("..", StringComparison.Ordinal) || directive.Value.Contains('$') || Path.IsPathRooted(directive.Value)),
        _ => true,
    };

    /// <summary>Whether a build file has nothing but properties, packages, projects, and files inside its folder.</summary>
    private static bool IsSimple(string buildFile) => !OwnLogic().IsMatch(ProjectReference().Replace(buildFile, ""));

    [GeneratedRegex(@"^\s*#:\s*(?<name>\w+)(?<value>[^\r\n]*)", RegexOptions.Multiline)]
    private static partial Regex DirectiveLine();

    [GeneratedRegex("<ProjectReference\\s+Include=\"[^\"$*]*\"\\s*/?>")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"<(Import|Target|UsingTask|ProjectReference)\b|\$\(\[|Exists\s*\(|\.\.[/\\]|(Include|Update)=""[^""]*\$\(|Custom(Before|After)|DirectoryBuild\w*Path|@\(", RegexOptions.IgnoreCase)]
    private static partial Regex OwnLogic();
}
