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
        foreach (var note in report.Notes)
            text.Append("note: ").Append(note).Append('\n');
        AppendPrinted(text, report.Printed);
        text.Append(FigureText.Conditions(report));
        return text.ToString();
    }

    private static void AppendMemit(StringBuilder text, MemitReport report)
    {
        text.Append(ReportSummary.Of(report)).Append('\n');
        if (report.Runs.Count == 0)
            return;

        var table = new TextTable("Call", "Peak", "Increment", "Allocated", "Retained", "GCs", "Time");
        foreach (var (label, figures) in RunRows.Of(report))
        {
            table.Add(
                label, FigureText.Rounded(figures.Peak), FigureText.Rounded(figures.Increment), ByteSize.Exact(figures.Allocated),
                FigureText.Rounded(figures.Retained), FigureText.Collections(figures.Collections), FigureText.Elapsed(figures.Elapsed));
        }

        table.AppendTo(text);
        TypesText.Append(text, report.Types);
        if (TimelineText.Of(report.Timeline) is { } timeline)
            text.Append(timeline).Append('\n');
    }

    private static void AppendLines(StringBuilder text, LineReport report)
    {
        if (report.Functions.Count != 1)
            text.Append(ReportSummary.Of(report)).Append("\n\n");
        foreach (var function in report.Functions)
        {
            text.Append($"{function.Name} {FigureText.Place(function)}".TrimEnd()).Append(": ").Append(ReportSummary.Of(function)).Append("\n\n");
            LineTable(function).AppendTo(text);
            if (function.Total.AllocatedElsewhere > 0)
                text.Append("other threads allocated ").Append(ByteSize.Exact(function.Total.AllocatedElsewhere)).Append(" meanwhile\n");
            text.Append('\n');
        }
    }

    private static TextTable LineTable(FunctionLines function)
    {
        var retained = function.Lines.Any(line => line.Retained is not null);
        string[] Cells(string line, string memory, string increment, string allocated, string kept, string occurrences, string content) =>
            retained ? [line, memory, increment, allocated, kept, occurrences, content] : [line, memory, increment, allocated, occurrences, content];

        var table = new TextTable(Cells("Line #", "Mem usage", "Increment", "Allocated", "Retained", "Occurrences", "Line Contents")) { LastColumnIsText = true, MinimumWidth = 11 };
        foreach (var line in function.Lines)
        {
            table.Add(Cells(
                FigureText.LineNumber(line.Line), FigureText.Rounded(line.Memory), FigureText.Rounded(line.Increment), FigureText.Exact(line.Allocated),
                FigureText.Rounded(line.Retained), FigureText.Count(line.Occurrences), line.Content.TrimEnd()));
        }

        var total = function.Total;
        table.AddRule();
        table.Add(total.Activations == 0
            ? Cells("Total", "", "", "", "", "0", "(did not run)")
            : Cells(
                "Total", "", ByteSize.Rounded(total.Increment), ByteSize.Exact(total.Allocated), "", FigureText.Count(total.Activations),
                total.Activations == 1 ? "(call)" : "(calls)"));
        return table;
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
