using System.Text;
using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Reports as plain text, in the layout that users of memory_profiler know.</summary>
public static class ReportText
{
    /// <summary>Renders a report, its lines as long as they are.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Lines separated by <c>\n</c>, without one at the end.</returns>
    public static string Render(Report report) => Of(report, null);

    /// <summary>Renders a report for a terminal: in tables that are wider columns give way, then code is cut; sentences are broken between words. What the code printed, and commands, stay as they are.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">The characters of a line.</param>
    /// <returns>Lines separated by <c>\n</c>, without one at the end.</returns>
    public static string Render(Report report, int width) => Of(report, width);

    private static string Of(Report report, int? width)
    {
        var text = new StringBuilder();
        if (report.Failure is not null)
            text.Append(ShortLines.Of($"FAILED: {report.Failure}", width)).Append('\n');
        switch (report)
        {
            case MemitReport memit:
                AppendMemit(text, memit, width);
                break;
            case LineReport lines:
                AppendLines(text, lines, width);
                break;
        }

        if (report.Hint is not null)
            text.Append(FigureText.HintTells(report)).Append(": ").Append(report.Hint).Append('\n');
        foreach (var note in ReportNotes.Of(report))
            text.Append(ShortLines.Of($"note: {note}", width)).Append('\n');
        AppendPrinted(text, report.Printed);
        text.Append(ShortLines.Of(FigureText.Conditions(report), width));
        return text.ToString();
    }

    private static void AppendMemit(StringBuilder text, MemitReport report, int? width)
    {
        text.Append(ShortLines.Of($"{FigureText.Introduced(FigureText.Label(report.Code))}{Verdict(report)}{ReportSummary.Of(report)}", width)).Append('\n');
        if (ReportSummary.Familiar(report) is { } familiar)
            text.Append(ShortLines.Of(familiar, width)).Append('\n');
        foreach (var table in ReportTables.Of(report))
            TableText.Append(text, table, width);
        if (report.Where is { } origins)
            AppendOrigins(text, origins, width);
        if (TimelineText.Of(report) is { } timeline)
            text.Append(timeline).Append('\n');
    }

    /// <summary>Capitals, since plain text has no colours: <c>OVER BUDGET; </c>.</summary>
    private static string Verdict(Report report) => FigureText.Verdict(report) is { } verdict ? $"{verdict.ToUpperInvariant()}{FigureText.After(report)}" : "";

    private static void AppendOrigins(StringBuilder text, AllocationOrigins origins, int? width)
    {
        text.Append('\n').Append(ShortLines.Of(OriginSummary.Of(origins), width)).Append('\n');
        if (OriginSummary.Sampling(origins) is { } sampling)
            text.Append(ShortLines.Of($"sampled: {sampling}", width)).Append('\n');
        foreach (var table in OriginTables.Of(origins))
            TableText.Append(text.Append('\n'), table, width);
        text.Append('\n');
    }

    private static void AppendLines(StringBuilder text, LineReport report, int? width)
    {
        var isOne = report.Functions.Count == 1;
        if (!isOne)
            text.Append(ShortLines.Of($"{Verdict(report)}{ReportSummary.Of(report)}", width)).Append("\n\n");
        foreach (var (function, table) in report.Functions.Zip(ReportTables.Of(report)))
        {
            var title = $"{function.Name} {FigureText.Place(function)}".TrimEnd();
            text.Append(ShortLines.Of($"{(isOne ? Verdict(report) : "")}{title}: {ReportSummary.Of(function)}", width)).Append("\n\n");
            TableText.Append(text, table, width);
            text.Append('\n');
        }
    }

    private static void AppendPrinted(StringBuilder text, string printed)
    {
        if (printed.Length == 0)
            return;
        text.Append("printed:\n");
        foreach (var line in printed.TrimEnd('\r', '\n').ReplaceLineEndings("\n").Split('\n'))
            text.Append("  ").Append(line).Append('\n');
    }
}
