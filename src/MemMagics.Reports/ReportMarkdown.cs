using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Reports as Markdown with tables, for pull requests and wikis.</summary>
public static class ReportMarkdown
{
    /// <summary>Renders a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Blocks separated by blank lines, without a line break at the end.</returns>
    public static string Render(Report report)
    {
        var blocks = new List<string>();
        if (report.Failure is not null)
            blocks.Add($"**Failed:** {MarkdownText.Escaped(report.Failure)}");
        switch (report)
        {
            case MemitReport memit:
                blocks.Add($"**{Verdict(memit)}{MarkdownText.Escaped(ReportSummary.Of(memit))}**");
                if (ReportSummary.Familiar(memit) is { } familiar)
                    blocks.Add(MarkdownText.Escaped(familiar));
                blocks.Add(MarkdownText.Fenced("csharp", report.Code));
                blocks.AddRange(ReportTables.Of(memit).Select(TableMarkdown.Of));
                if (memit.Where is { } origins)
                    AddOrigins(blocks, origins);
                if (TimelineText.Of(memit) is { } timeline)
                    blocks.Add(MarkdownText.Fenced("text", timeline));
                break;
            case LineReport lines:
                blocks.Add($"**{Verdict(lines)}{MarkdownText.Escaped(ReportSummary.Of(lines))}**");
                blocks.Add(MarkdownText.Fenced("csharp", report.Code));
                foreach (var (function, table) in lines.Functions.Zip(ReportTables.Of(lines)))
                {
                    blocks.Add($"### {MarkdownText.CodeSpan(function.Name)} {MarkdownText.Escaped(FigureText.Place(function))}".TrimEnd());
                    blocks.Add(TableMarkdown.Of(table));
                }

                break;
        }

        if (report.Hint is not null)
            blocks.Add($"{FigureText.Capitalised(FigureText.HintTells(report))}: {MarkdownText.CodeSpan(report.Hint)}");
        blocks.AddRange(ReportNotes.Of(report).Select(note => $"Note: {MarkdownText.Escaped(note)}"));
        if (report.Printed.Length > 0)
            blocks.Add("Printed:\n\n" + MarkdownText.Fenced("text", report.Printed));
        blocks.Add($"*{MarkdownText.Escaped(FigureText.Conditions(report))}*");
        return string.Join("\n\n", blocks);
    }

    private static string Verdict(Report report) => FigureText.Verdict(report) is { } verdict ? $"{FigureText.Capitalised(verdict)}{FigureText.After(report)}" : "";

    private static void AddOrigins(List<string> blocks, AllocationOrigins origins)
    {
        blocks.Add($"**{MarkdownText.Escaped(FigureText.Capitalised(OriginSummary.Of(origins)))}.**");
        if (OriginSummary.Sampling(origins) is { } sampling)
            blocks.Add($"Sampled: {MarkdownText.Escaped(sampling)}");
        blocks.AddRange(OriginTables.Of(origins).Select(TableMarkdown.Of));
    }
}
