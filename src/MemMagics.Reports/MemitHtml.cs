namespace MemMagics.Reports;

/// <summary>The card of a <c>#!memit</c>.</summary>
internal static class MemitHtml
{
    public static void Append(HtmlText html, MemitReport report)
    {
        html.Append($"""<p class="mm-summary"><strong>{ReportSummary.Headline(report)}</strong>""");
        if (report.Worst is not { } worst)
        {
            html.Append($"</p>");
            return;
        }

        html.Append($" ({ReportSummary.Details(worst, report.Measured)})</p>");
        html.Append($"""
            <div class="mm-scroll" tabindex="0" role="region" aria-label="Memory cost of {report.Code}"><table class="mm-table mm-runs"><caption class="mm-unseen">Memory cost of <code>{report.Code}</code></caption>
            <thead><tr><th scope="col">Call</th><th scope="col">Peak</th><th scope="col">Increment</th><th scope="col">Allocated</th><th scope="col">Retained</th><th scope="col">GCs</th><th scope="col">Time</th></tr></thead>
            <tbody>
            """);
        var isHeadline = true;
        foreach (var (label, figures) in RunRows.Of(report))
        {
            var style = isHeadline ? " class=\"mm-headline\"" : "";
            isHeadline = false;
            html.Append($"""<tr{new Html(style)}><th scope="row">{label}</th>""");
            AppendFigure(html, FigureText.Rounded(figures.Peak), figures.Peak);
            AppendFigure(html, FigureText.Rounded(figures.Increment), figures.Increment);
            AppendFigure(html, ByteSize.Exact(figures.Allocated), figures.Allocated);
            AppendFigure(html, FigureText.Rounded(figures.Retained), figures.Retained);
            html.Append($"""<td>{FigureText.Collections(figures.Collections)}</td><td>{FigureText.Elapsed(figures.Elapsed)}</td></tr>""");
        }

        html.Append($"</tbody></table></div>");
        TypesHtml.Append(html, report.Types);
        TimelineHtml.Append(html, report.Timeline);
    }

    private static void AppendFigure(HtmlText html, string text, long? bytes) =>
        html.Append($"""<td{new Html(bytes == 0 ? " class=\"mm-zero\"" : "")}>{text}</td>""");
}
