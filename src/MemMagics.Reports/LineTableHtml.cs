using System.Security.Cryptography;
using System.Text;
using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>The line tables of a <c>#!mprun</c>.</summary>
internal static class LineTableHtml
{
    public static void Append(HtmlText html, LineReport report)
    {
        var summary = ReportSummary.Lines(report);
        var heaviest = ReportSummary.Heaviest(report);
        var name = summary.Lines.Count > 0 ? NameOf(report) : "";
        AppendSummary(html, report, summary, name);
        var tables = ReportTables.Of(report);
        foreach (var (function, table) in report.Functions.Zip(tables.Select((table, index) => (ReferenceEquals(report.Functions[index], heaviest) ? WithAnchors(table, report.Functions[index], summary, name) : table) with { Legend = [] })))
        {
            if (report.Functions.Count == 1)
            {
                TableHtml.Append(html, table, Title(function), captionIsSeen: true);
                continue;
            }

            // Collapsed, with totals in sight; the one that matters most is open.
            html.Append($"""<details class="mm-function"{new Html(ReferenceEquals(function, heaviest) ? " open" : "")}><summary>{Title(function)} <span class="mm-totals">{Totals(function)}</span></summary>""");
            TableHtml.Append(html, table, Title(function), captionIsSeen: false);
            html.Append($"</details>");
        }

        // Under all of them: the last one may be collapsed.
        if (tables.Count > 0)
            TableHtml.AppendLegend(html, tables[^1]);
        if (heaviest?.Total.Allocated > 0)
            html.Append($"""<p class="mm-legend">Shaded by share of the column, from {Legend()} on, bold from 50 %.</p>""");
    }

    /// <summary>The lines that are named lead to their rows.</summary>
    private static void AppendSummary(HtmlText html, LineReport report, LineSummary summary, string name)
    {
        html.Append($"""<p class="mm-summary"><strong>{ReportHtml.Verdict(report)}{summary.Before}""");
        foreach (var (index, line) in summary.Lines.Index())
            html.Append($"""{summary.Separator(index)}<a href="#{Anchor(name, line)}">{line}</a>""");
        html.Append($"{summary.After}</strong></p>");
    }

    private static ReportTable WithAnchors(ReportTable table, FunctionLines function, LineSummary summary, string name) => table with
    {
        Rows = [.. table.Rows.Zip(function.Lines, (row, line) => summary.Lines.Contains(line.Line) ? row with { Anchor = Anchor(name, line.Line) } : row)],
    };

    private static string Anchor(string name, int line) => $"mm-{name}-{FigureText.LineNumber(line)}";

    /// <summary>A name that no other report of a page has, and that the same report always has.</summary>
    private static string NameOf(LineReport report) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ReportJson.Render(report).ToJsonString())))[..8];

    private static Html Title(FunctionLines function)
    {
        var title = new HtmlText();
        title.Append($"""<strong><code>{function.Name}</code></strong> <span class="mm-source">{FigureText.Place(function)}</span>""");
        return new Html(title.ToString());
    }

    private static string Totals(FunctionLines function) => function.Total.Activations switch
    {
        _ when !function.Ran => "did not run",
        1 => $"{ByteSize.Exact(function.Total.Allocated)} in 1 call",
        var calls => $"{ByteSize.Exact(function.Total.Allocated)} in {FigureText.Count(calls)} calls",
    };

    /// <summary>The shades beside the shares they begin at.</summary>
    private static Html Legend() => new(string.Join(' ', HeatLevel.Steps.ToArray().Select((step, index) => HeatLevel.IsBold(index + 1)
        ? $"<span class=\"mm-heat{index + 1}\"><strong>{step} %</strong></span>"
        : $"<span class=\"mm-heat{index + 1}\">{step} %</span>")));
}
