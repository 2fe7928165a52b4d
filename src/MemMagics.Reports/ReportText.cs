using System.Text;

namespace MemMagics.Reports;

/// <summary>Reports as plain text, in the layout that users of memory_profiler know.</summary>
public static class ReportText
{
    /// <summary>Renders a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Lines separated by <c>\n</c>, without one at the end.</returns>
    public static string Render(Report report)
    {
        var text = new StringBuilder();
        switch (report)
        {
            case MemitReport memit:
                AppendMemit(text, memit);
                break;
            case LineReport lines:
                AppendLines(text, lines);
                break;
        }

        if (report.Failure is not null)
            text.Append("FAILED: ").Append(report.Failure).Append('\n');
        if (report.Hint is not null)
            text.Append(FigureText.HintTells(report)).Append(": ").Append(report.Hint).Append('\n');
        foreach (var note in ReportNotes.Of(report))
            text.Append("note: ").Append(note).Append('\n');
        AppendPrinted(text, report.Printed);
        text.Append(FigureText.Conditions(report));
        return text.ToString();
    }

    private static void AppendMemit(StringBuilder text, MemitReport report)
    {
        text.Append(ReportSummary.Of(report)).Append('\n');
        if (ReportSummary.Familiar(report) is { } familiar)
            text.Append(familiar).Append('\n');
        foreach (var table in ReportTables.Of(report))
            TableText.Append(text, table);
        if (report.Where is { } origins)
            AppendOrigins(text, origins);
        if (TimelineText.Of(report) is { } timeline)
            text.Append(timeline).Append('\n');
    }

    private static void AppendOrigins(StringBuilder text, AllocationOrigins origins)
    {
        text.Append('\n').Append(OriginSummary.Of(origins)).Append('\n');
        if (OriginSummary.Sampling(origins) is { } sampling)
            text.Append("sampled: ").Append(sampling).Append('\n');
        foreach (var table in OriginTables.Of(origins))
            TableText.Append(text.Append('\n'), table);
        text.Append('\n');
    }

    private static void AppendLines(StringBuilder text, LineReport report)
    {
        if (report.Functions.Count != 1)
            text.Append(ReportSummary.Of(report)).Append("\n\n");
        foreach (var (function, table) in report.Functions.Zip(ReportTables.Of(report)))
        {
            text.Append($"{function.Name} {FigureText.Place(function)}".TrimEnd()).Append(": ").Append(ReportSummary.Of(function)).Append("\n\n");
            TableText.Append(text, table);
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
