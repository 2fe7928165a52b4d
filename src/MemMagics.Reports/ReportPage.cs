using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>A report as a page of its own.</summary>
internal static class ReportPage
{
    public static string Render(Report report) => Render(
        report is MemitReport memit ? ReportSummary.Of(memit) : ReportSummary.Of((LineReport)report),
        report.Code,
        new Html(ReportHtml.RenderForPage(report)));

    /// <param name="title">The page's title.</param>
    /// <param name="code">What was measured, as its first paragraph.</param>
    /// <param name="report">The report, which needs <see cref="ReportStyle.Whole"/>.</param>
    public static string Render(string title, string code, Html report)
    {
        var page = new HtmlText();
        page.Append($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{title}}</title>
            <style>:root { color-scheme: light dark } @media print { :root { color-scheme: light } } body { margin: 2rem auto; max-width: 75rem; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif } body > pre { white-space: pre-wrap } {{ReportStyle.Whole}}</style>
            </head>
            <body>
            <pre><code>{{code}}</code></pre>
            {{report}}
            </body>
            </html>

            """);
        return page.ToString();
    }
}
