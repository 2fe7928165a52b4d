using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>The line tables of a <c>#!mprun</c>.</summary>
internal static class LineTableHtml
{
    public static void Append(HtmlText html, LineReport report)
    {
        html.Append($"""<p class="mm-summary"><strong>{ReportSummary.Of(report)}</strong></p>""");
        var heaviest = report.Functions.MaxBy(function => function.Total.Allocated);
        var tables = ReportTables.Of(report);
        foreach (var (function, table) in report.Functions.Zip(tables.Select(table => table with { Legend = null })))
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
        if (tables is [.., { Legend: { } legend }])
            html.Append($"""<p class="mm-legend">{legend}</p>""");
        if (heaviest?.Total.Allocated > 0)
            html.Append($"""<p class="mm-legend">Shaded by share of the column, from {Legend()} on, bold from 50 %. Blank: did not run.</p>""");
    }

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
