using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>The card of a <c>#!memit</c>.</summary>
internal static class MemitHtml
{
    public static void Append(HtmlText html, MemitReport report)
    {
        html.Append($"""<p class="mm-summary"><code>{FigureText.Label(report.Code)}</code> <strong>{ReportHtml.Verdict(report)}{ReportSummary.Of(report)}</strong></p>""");
        if (ReportSummary.Familiar(report) is { } familiar)
            html.Append($"""<p class="mm-familiar">{familiar}</p>""");
        foreach (var table in ReportTables.Of(report))
            TableHtml.Append(html, table);
        if (report.Where is { } origins)
            OriginsHtml.Append(html, origins);
        TimelineHtml.Append(html, report);
    }
}
