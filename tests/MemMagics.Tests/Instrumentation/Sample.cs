using System.Globalization;
using System.Text.RegularExpressions;
using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Tests.Instrumentation;

/// <summary>
/// One feature of the language, as a file: a claim, the magic that profiles it, and the cell, whose lines end in what they show
/// (<c>//= 3x 96 B</c>; a line without it is blank). What there is to say of the whole stands at the end.
/// Append to a sample rather than insert, so that its lines stay what they are.
/// </summary>
internal sealed partial class Sample
{
    private const string Figures = "//=";

    private readonly string _path;
    private readonly string[] _lines;

    private Sample(string path, string[] lines)
    {
        _path = path;
        _lines = lines;
    }

    public string Claim => _lines[0].TrimStart('/', ' ');

    /// <summary>What the second line asks for. Where it names no code, the lines that follow are the code, as in a notebook.</summary>
    public MprunRequest Request => (MprunRequest)((MeasureCommand)(Parse(Magic) is MeasureCommand named ? named : Parse(Magic + "\n" + string.Join('\n', _lines[2..])))).Request;

    /// <summary>The cell that defines what is measured; <see langword="null"/> when the file is measured itself.</summary>
    public string? Cell => Parse(Magic) is MeasureCommand ? Text : null;

    public string Text => string.Join('\n', _lines);

    private string Magic => _lines[1].TrimStart('/', ' ');

    public static Sample Read(string path) => new(path, File.ReadAllText(path).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));

    /// <summary>The same sample, with what a report shows in place of what the file says.</summary>
    /// <param name="report">The report.</param>
    /// <param name="unwoven">What the measured code allocates without probes; <see langword="null"/> when it throws.</param>
    public Sample Showing(LineReport report, long? unwoven)
    {
        var figures = report.Functions.SelectMany(function => function.Lines).Where(line => line.Allocated is not null).ToLookup(line => line.Line, Figured);
        var code = _lines.Select(line => FiguresPattern().Replace(line, "")).Where(line => !TotalsPattern().IsMatch(line)).ToList();
        var width = code.Skip(2).Where((_, index) => figures.Contains(index + 3)).Select(line => line.Length).DefaultIfEmpty().Max();
        var shown = code.Select((line, index) => figures.Contains(index + 1) ? $"{line.PadRight(width)} {Figures} {string.Join(" and ", figures[index + 1])}" : line);
        return new Sample(_path, [.. shown, .. Totals(report, unwoven)]);
    }

    public void Save() => File.WriteAllText(_path, Text + "\n");

    private MagicCommand Parse(string magic) => MagicGrammar.Parse(magic, new CodeOrigin("cell 2", 2, 1, Text));

    private static IEnumerable<string> Totals(LineReport report, long? unwoven)
    {
        if (report.Failure is { } failure)
            yield return "// throws: " + failure.Split('\n')[0];

        // Negative where functions call each other, for then each shows the bytes of both.
        if (report.AllocatedWithProbes - report.Functions.Sum(function => function.Total.Allocated) is { } around and not 0)
            yield return "// outside of the functions: " + ByteSize.Exact(around);

        if (report.AllocatedWithProbes - unwoven is { } added and not 0)
            yield return "// with probes only: " + ByteSize.Exact(added);
    }

    private static string Figured(LineFigures line) => string.Create(CultureInfo.InvariantCulture, $"{line.Occurrences}x {ByteSize.Exact(line.Allocated!.Value)}");

    [GeneratedRegex(@"\s*//=.*$")]
    private static partial Regex FiguresPattern();

    [GeneratedRegex("^// (throws|outside of the functions|with probes only): ")]
    private static partial Regex TotalsPattern();
}
