using System.Text;
using System.Text.RegularExpressions;

namespace MemMagics.Reports;

/// <summary>Reports as Markdown with tables, for pull requests and wikis.</summary>
public static partial class ReportMarkdown
{
    /// <summary>Renders a report.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Blocks separated by blank lines, without a line break at the end.</returns>
    public static string Render(Report report)
    {
        var blocks = new List<string>();
        switch (report)
        {
            case MemitReport memit:
                blocks.Add($"**{Escape(ReportSummary.Of(memit))}**");
                blocks.Add(Fenced("csharp", report.Code));
                if (memit.Runs.Count > 0)
                    blocks.Add(RunTable(memit));
                if (TimelineText.Of(memit.Timeline) is { } timeline)
                    blocks.Add(timeline);
                if (memit.Types is { } types)
                    blocks.Add(TypesMarkdown.Of(types, CodeSpan));
                break;
            case LineReport lines:
                blocks.Add($"**{Escape(ReportSummary.Of(lines))}**");
                blocks.Add(Fenced("csharp", report.Code));
                foreach (var function in lines.Functions)
                {
                    blocks.Add($"### {CodeSpan(function.Name)} {Escape(FigureText.Place(function))}".TrimEnd());
                    blocks.Add(LineTable(function));
                    if (function.Total.AllocatedElsewhere > 0)
                        blocks.Add($"Other threads allocated {ByteSize.Exact(function.Total.AllocatedElsewhere)} meanwhile.");
                }

                break;
        }

        if (report.Failure is not null)
            blocks.Add($"**Failed:** {Escape(report.Failure)}");
        blocks.AddRange(report.Notes.Select(note => $"Note: {Escape(note)}"));
        if (report.Printed.Length > 0)
            blocks.Add("Printed:\n\n" + Fenced("text", report.Printed));
        blocks.Add($"*{Escape(FigureText.Conditions(report))}*");
        return string.Join("\n\n", blocks);
    }

    private static string RunTable(MemitReport report)
    {
        var table = new StringBuilder("| Call | Peak | Increment | Allocated | Retained | GCs | Time |\n|:--|--:|--:|--:|--:|--:|--:|");
        foreach (var (label, figures) in RunRows.Of(report))
        {
            AppendRow(
                table, label, FigureText.Rounded(figures.Peak), FigureText.Rounded(figures.Increment), ByteSize.Exact(figures.Allocated),
                FigureText.Rounded(figures.Retained), FigureText.Collections(figures.Collections), FigureText.Elapsed(figures.Elapsed));
        }

        return table.ToString();
    }

    private static string LineTable(FunctionLines function)
    {
        var retained = function.Lines.Any(line => line.Retained is not null);
        string[] Cells(string line, string memory, string increment, string allocated, string kept, string occurrences, string content) =>
            retained ? [line, memory, increment, allocated, kept, occurrences, content] : [line, memory, increment, allocated, occurrences, content];

        var table = new StringBuilder();
        table.Append("| ").AppendJoin(" | ", Cells("Line #", "Mem usage", "Increment", "Allocated", "Retained", "Occurrences", "Line Contents"));
        table.Append(" |\n|").AppendJoin('|', Cells("--:", "--:", "--:", "--:", "--:", "--:", ":--")).Append('|');
        foreach (var line in function.Lines)
        {
            AppendRow(table, Cells(
                FigureText.LineNumber(line.Line), FigureText.Rounded(line.Memory), FigureText.Rounded(line.Increment), FigureText.Exact(line.Allocated),
                FigureText.Rounded(line.Retained), FigureText.Count(line.Occurrences), CodeSpan(line.Content)));
        }

        var total = function.Total;
        AppendRow(table, total.Activations == 0
            ? Cells("**Total**", "", "", "", "", "0", "did not run")
            : Cells(
                "**Total**", "", ByteSize.Rounded(total.Increment), $"**{ByteSize.Exact(total.Allocated)}**", "", FigureText.Count(total.Activations),
                total.Activations == 1 ? "call" : "calls"));
        return table.ToString();
    }

    private static void AppendRow(StringBuilder table, params string[] cells) => table.Append("\n| ").AppendJoin(" | ", cells).Append(" |");

    /// <summary>Code inside a table cell: a fence longer than any in the text, <c>|</c> escaped (tables split cells before they see code), indentation kept by no-break spaces.</summary>
    private static string CodeSpan(string code)
    {
        var text = code.Trim();
        if (text.Length == 0)
            return "";
        var indent = code[..(code.Length - code.TrimStart().Length)].Replace("\t", "    ").Length;
        var fence = new string('`', LongestRun(text) + 1);
        var pad = text.StartsWith('`') || text.EndsWith('`') ? " " : "";
        return $"{fence}{pad}{new string('\u00A0', indent)}{text.Replace("|", "\\|")}{pad}{fence}";
    }

    private static string Fenced(string language, string text)
    {
        var fence = new string('`', Math.Max(3, LongestRun(text) + 1));
        return $"{fence}{language}\n{text.TrimEnd('\r', '\n')}\n{fence}";
    }

    private static int LongestRun(string text) => Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty().Max();

    private static string Escape(string text) => Special().Replace(text, @"\$0").ReplaceLineEndings("  \n");

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();

    [GeneratedRegex(@"[\\`*_\[\]<>|#~&$]")]
    private static partial Regex Special();
}
