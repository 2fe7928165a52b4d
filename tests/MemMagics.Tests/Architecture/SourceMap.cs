using System.Text.RegularExpressions;

namespace MemMagics.Tests.Architecture;

/// <summary>The folders on CONTRIBUTING.md's map, in its order.</summary>
internal sealed partial class SourceMap
{
    private readonly List<string> _namespaces;

    private SourceMap(IEnumerable<string> namespaces)
    {
        _namespaces = [.. namespaces];
    }

    /// <summary>Names of the projects that have folders on it.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>The folders, relative to the repository.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Reads the map.</summary>
    public static SourceMap Read()
    {
        var lines = Line().Matches(File.ReadAllText(Path.Combine(Repository.Folder, "CONTRIBUTING.md")));
        return new SourceMap(lines.Select(NamespaceOf))
        {
            Projects = [.. lines.Select(line => line.Groups["project"].Value).Distinct()],
            Folders = [.. lines.Select(line => line.Groups["folder"].Value)],
        };
    }

    /// <summary>A namespace's place, counted from 0 and from above; that of the folder it is inside for one that is not on the map; -1 for none.</summary>
    public int PlaceOf(string name)
    {
        // The types that all folders share have the namespace of the product; they lie with the reports.
        if (name == "MemMagics")
            return _namespaces.IndexOf("MemMagics.Reports");
        for (var outer = name; outer.Contains('.'); outer = outer[..outer.LastIndexOf('.')])
        {
            if (_namespaces.IndexOf(outer) is >= 0 and var place)
                return place;
        }

        return -1;
    }

    /// <summary>Whether an arrow goes up: from a folder to one below it. The shared types are everybody's.</summary>
    public bool GoesUp(Arrow arrow) => arrow.To != "MemMagics" && PlaceOf(arrow.To) > PlaceOf(arrow.From);

    private static string NamespaceOf(Match line) =>
        string.Join('.', new[] { line.Groups["project"].Value, line.Groups["folders"].Value.Replace('/', '.') }.Where(part => part.Length > 0));

    [GeneratedRegex(@"^(?<folder>src/(?<project>[\w.]+)/(?:(?<folders>[\w/]+)/)?) +\S", RegexOptions.Multiline)]
    private static partial Regex Line();
}
