using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Reports as one self-contained HTML fragment: no script, no external asset, every string of the user encoded, readable on light and dark pages and without its style.</summary>
public static class ReportHtml
{
    private static readonly Html Style = new(ReadStyle());

    /// <summary>Renders a report.</summary>
    /// <param name="report">The report.</param>
    public static string Render(Report report)
    {
        var html = new HtmlText();
        html.Append($"""<div class="memmagics"><style>{Style}</style>""");
        switch (report)
        {
            case MemitReport memit:
                MemitHtml.Append(html, memit);
                break;
            case LineReport lines:
                LineTableHtml.Append(html, lines);
                break;
        }

        if (report.Failure is not null)
            html.Append($"""<p class="mm-failure" role="alert"><strong>Failed:</strong> {report.Failure}</p>""");
        foreach (var note in report.Notes)
            html.Append($"""<p class="mm-note"><strong>Note:</strong> {note}</p>""");
        if (report.Printed.Length > 0)
        {
            var lines = report.Printed.TrimEnd('\n').AsSpan().Count('\n') + 1;
            html.Append($"""<details class="mm-printed"{new Html(lines <= 20 ? " open" : "")}><summary>Printed{(lines <= 20 ? "" : $", {FigureText.Count(lines)} lines")}</summary><pre>{report.Printed}</pre></details>""");
        }

        html.Append($"""<p class="mm-conditions">{FigureText.Conditions(report)}</p></div>""");
        return html.ToString();
    }

    private static string ReadStyle()
    {
        using var stream = typeof(ReportHtml).Assembly.GetManifestResourceStream("MemMagics.Reports.report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
