using System.Globalization;
using System.Text.RegularExpressions;
using MemMagics.Magics;

namespace MemMagics.Tests.Origins;

/// <summary>
/// A program whose allocations are known, as a file: a claim with the reasoning, the magic that measures it, and the cell. A line of it ends in what is
/// allocated there: <c>//= 10x int 240 B (24 B alive); 1x int[] 64 B; ...</c>, where dots stand for what else the framework needs. Lines without it
/// allocate nothing. What belongs to no line stands at the end: <c>// elsewhere: 1x Thread 72 B</c>. <c>// missing: 48 B x 4</c> says how many objects,
/// of at most which size, the runtime may not report: the first of a known type on each thread.
/// </summary>
internal sealed partial class TruthProgram
{
    private TruthProgram(string name, string[] lines)
    {
        Name = name;
        Claim = lines[0].TrimStart('/', ' ');
        Magic = lines.First(line => line.StartsWith("// #!memit", StringComparison.Ordinal)).TrimStart('/', ' ');
        Cell = string.Join('\n', lines);
        MostMissing = lines.Select(line => MissingPattern().Match(line)).FirstOrDefault(match => match.Success) is { } missing
            ? Number(missing.Groups["bytes"].Value) * Number(missing.Groups["count"].Value)
            : 0;
        Lines = [.. lines.Select((text, index) => (Index: index, Match: ExpectedPattern().Match(text))).Where(line => line.Match.Success).Select(line => Expected(line.Match.Value.StartsWith("//=", StringComparison.Ordinal) ? line.Index + 1 : null, line.Match.Groups["what"].Value))];
    }

    public string Name { get; }

    public string Claim { get; }

    /// <summary>The cell that declares what is measured.</summary>
    public string Cell { get; }

    /// <summary>What each line allocates; lines that are not among them allocate nothing.</summary>
    public IReadOnlyList<ExpectedLine> Lines { get; }

    /// <summary>The most bytes that the runtime may not report.</summary>
    public long MostMissing { get; }

    /// <summary>Whether all that is allocated is stated.</summary>
    public bool IsWhole => Lines.All(line => !line.Open);

    private string Magic { get; }

    public static IEnumerable<string> Names(string folder) => Directory.EnumerateFiles(folder, "*.csx").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static TruthProgram Read(string folder, string name) =>
        Parse(name, File.ReadAllText(Path.Combine(folder, name + ".csx")).ReplaceLineEndings("\n").TrimEnd('\n'));

    public static TruthProgram Parse(string name, string text) => new(name, text.Split('\n'));

    public MemitRequest Request() => (MemitRequest)((MeasureCommand)MagicGrammar.Parse(Magic, new CodeOrigin("cell 2", 1, 1, Magic))).Request with { Repeat = 1 };

    public override string ToString() => Name;

    private static ExpectedLine Expected(int? line, string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        var types = parts.Where(part => part != "...").Select(Type).ToDictionary(type => type.Name);
        return new ExpectedLine(line, types, Open: parts.Contains("..."));
    }

    private static ExpectedType Type(string text)
    {
        var match = TypePattern().Match(text);
        Assert.That(match.Success, text);
        var alive = match.Groups["alive"];
        return new ExpectedType(match.Groups["type"].Value, Number(match.Groups["objects"].Value), Number(match.Groups["bytes"].Value), alive.Success ? Number(alive.Value) : 0);
    }

    private static long Number(string text) => long.Parse(text, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex("(//=|^// elsewhere:) (?<what>.*)$")]
    private static partial Regex ExpectedPattern();

    [GeneratedRegex(@"^(?<objects>\d+)x (?<type>.+) (?<bytes>[\d,]+) B( \((?<alive>[\d,]+) B alive\))?$")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"^// missing: (?<bytes>[\d,]+) B x (?<count>\d+)$")]
    private static partial Regex MissingPattern();
}
