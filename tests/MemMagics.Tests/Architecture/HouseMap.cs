using System.Text.RegularExpressions;

namespace MemMagics.Tests.Architecture;

/// <summary>The rooms of CONTRIBUTING.md, in its order.</summary>
internal sealed partial class HouseMap
{
    private readonly List<string> _rooms;

    private HouseMap(IEnumerable<string> rooms)
    {
        _rooms = [.. rooms];
    }

    /// <summary>Names of the projects that have rooms.</summary>
    public required IReadOnlyList<string> Projects { get; init; }

    /// <summary>The rooms' folders, relative to the repository.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Reads the map.</summary>
    public static HouseMap Read()
    {
        var lines = Line().Matches(File.ReadAllText(Path.Combine(Repository.Folder, "CONTRIBUTING.md")));
        return new HouseMap(lines.Select(NamespaceOf))
        {
            Projects = [.. lines.Select(line => line.Groups["project"].Value).Distinct()],
            Folders = [.. lines.Select(line => line.Groups["folder"].Value)],
        };
    }

    /// <summary>A room's place, counted from 0 and from above; that of the room it is inside for one that is not on the map; -1 for none.</summary>
    public int PlaceOf(string name)
    {
        // The words that all rooms share have the namespace of the product: they lie with the reports.
        if (name == "MemMagics")
            return _rooms.IndexOf("MemMagics.Reports");
        for (var room = name; room.Contains('.'); room = room[..room.LastIndexOf('.')])
        {
            if (_rooms.IndexOf(room) is >= 0 and var place)
                return place;
        }

        return -1;
    }

    /// <summary>Whether an arrow goes up: from a room to one below it. The shared words are everybody's.</summary>
    public bool GoesUp(Arrow arrow) => arrow.To != "MemMagics" && PlaceOf(arrow.To) > PlaceOf(arrow.From);

    private static string NamespaceOf(Match line) =>
        string.Join('.', new[] { line.Groups["project"].Value, line.Groups["room"].Value.Replace('/', '.') }.Where(part => part.Length > 0));

    [GeneratedRegex(@"^(?<folder>src/(?<project>[\w.]+)/(?:(?<room>[\w/]+)/)?) +\S", RegexOptions.Multiline)]
    private static partial Regex Line();
}
