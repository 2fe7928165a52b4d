using System.Globalization;

namespace MemMagics.Reports;

/// <summary>How everything but bytes is written, in every output.</summary>
internal static class FigureText
{
    private const int LongestLabel = 60;

    public static string Exact(long? bytes) => bytes is { } known ? ByteSize.Exact(known) : "";

    public static string Count(long? count) => count?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    public static string LineNumber(int line) => line.ToString(CultureInfo.InvariantCulture);

    /// <summary>Collections of generations 0, 1 and 2: <c>3/1/0</c>.</summary>
    public static string Collections(IReadOnlyList<int> collections) =>
        string.Join('/', collections.Select(count => count.ToString(CultureInfo.InvariantCulture)));

    public static string Elapsed(TimeSpan elapsed) => elapsed switch
    {
        { TotalMicroseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMicroseconds:F0} µs"),
        { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalMilliseconds:G3} ms"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:F2} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)elapsed.TotalMinutes}:{elapsed.Seconds:D2} min"),
    };

    /// <summary>Whole percent, rounded down, so that 100 % means all of it.</summary>
    public static string Share(long part, long whole) =>
        part > 0 && part < whole / 100.0 ? "under 1 %" : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100.0 * part / whole)} %");

    /// <summary>Percent with one digit, rounded down, so that 100.0 % means all of it.</summary>
    public static string Percent(double part, double whole)
    {
        if (part > whole)
            return ">100 %";
        var percent = whole > 0 ? Math.Floor(1000 * part / whole) / 10 : 0;
        return percent == 0 && part > 0 ? "<0.1 %" : string.Create(CultureInfo.InvariantCulture, $"{percent:F1} %");
    }

    /// <summary>A phrase as a title.</summary>
    public static string Capitalised(string phrase) => char.ToUpperInvariant(phrase[0]) + phrase[1..];

    /// <summary>A phrase as a sentence.</summary>
    public static string Sentence(string phrase) => Capitalised(phrase) + ".";

    /// <summary>What the figures are of: the row of the headline.</summary>
    public static string Call(Report report) => report.Measured == MeasuredCall.Warm ? "warm call" : IsProgram(report) ? "program" : "first call";

    /// <summary>Whether a program was measured from its start to its end, which is called once.</summary>
    public static bool IsProgram(Report report) => report.ExitCode is not null;

    /// <summary>Where a function is from, in brackets; empty for a cell's own code, whose name says it.</summary>
    public static string Place(FunctionLines function) => function.Origin switch
    {
        SourceOrigin.Decompiled => $"({function.Source}, decompiled)",
        _ => function.Source == function.Name ? "" : $"({function.Source})",
    };

    /// <summary>What a headline begins with; <see langword="null"/> where all went well, or a line above says why not.</summary>
    public static string? Verdict(Report report) => report.Failure is null ? report.Verdict : null;

    /// <summary>What stands between a verdict and the headline: the functions of a line table need not be what failed.</summary>
    public static string After(Report report) => report is LineReport ? "; until then " : "; ";

    /// <summary>Code as a name for what was measured of it: its first line, shortened.</summary>
    public static string Label(string code)
    {
        var lines = code.Split('\n').Select(static line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Where(static line => line.Length > 0).Take(2).ToList();
        if (lines.Count == 0)
            return "";
        var first = lines[0];
        var label = first.Length > LongestLabel ? first[..(char.IsHighSurrogate(first[LongestLabel - 1]) ? LongestLabel - 1 : LongestLabel)] : first;
        return label.Length < first.Length || lines.Count > 1 ? $"{label} …" : label;
    }

    /// <summary>A name in front of what is said of it: a semicolon at its end needs no colon behind it.</summary>
    public static string Introduced(string label) => label.EndsWith(';') ? $"{label} " : $"{label}: ";

    /// <summary>What the hint's magic tells.</summary>
    public static string HintTells(Report report) => report switch
    {
        LineReport => "by type and call path",
        MemitReport { Where: not null } => "line by line",
        _ => "where it comes from",
    };

    /// <summary>Where a line is: <c>cell 3, line 14</c>, <c>DenseMatrix.cs, line 120</c>.</summary>
    public static string Place(OriginLine line)
    {
        if (line.Source is null)
            return "outside your code";
        var source = line.Source.AsSpan(line.Source.AsSpan().LastIndexOfAny('/', '\\') + 1);
        return line.Line is { } number ? $"{source}, line {LineNumber(number)}" : source.ToString();
    }

    /// <summary>What Peak and Increment count, as people say it.</summary>
    public static string MemoryOf(PeakKind kind) => kind switch
    {
        PeakKind.WorkingSet => "working set",
        PeakKind.Footprint => "footprint",
        _ => "resident memory",
    };

    /// <summary>The last line of every report.</summary>
    public static string Conditions(Report report)
    {
        var conditions = report.Conditions;
        var collector = conditions.Gc == GcFlavor.Server ? "server GC" : "workstation GC";
        var state = conditions.State switch
        {
            StateMode.Replay => "earlier cells replayed",
            StateMode.InProcess => "in the notebook's process",
            StateMode.OwnStart => "started afresh",
            _ => "variables copied (snapshot)",
        };
        var workers = conditions.Workers switch { 0 => "", 1 => ", 1 fresh process", var count => $", {count} fresh processes" };
        return $"{(IsProgram(report) ? "whole program" : Call(report))}, {conditions.Runtime}, {conditions.Optimization}, {collector}, {state}{workers}, {conditions.PeakName}{(conditions.IsPeakSampled ? ", peak sampled" : "")}{(conditions.IsUntriedSystem ? ", untried on this system" : "")}";
    }
}
