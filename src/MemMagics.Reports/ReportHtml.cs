using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Reports as one HTML fragment: no script, no external asset, every string of the user encoded, readable on light and dark pages and without its style.</summary>
public static class ReportHtml
{
    private const int LongestOpen = 20;

    /// <summary>The style of all reports, for the head of a page that holds some rendered by <see cref="RenderForPage"/>.</summary>
    public static string Style => ReportStyle.Whole.Markup;

    /// <summary>Renders a report with the style that it needs: a notebook shows each output by itself, in any order, and takes any of them away.</summary>
    /// <param name="report">The report.</param>
    public static string Render(Report report)
    {
        var content = Content(report);
        var (name, style) = ReportStyle.For(content.Markup);
        var html = new HtmlText();
        html.Append($"""<div class="memmagics {name}"><style>{style}</style>{content}</div>""");
        return html.ToString();
    }

    /// <summary>Renders a report for a page that has <see cref="Style"/>.</summary>
    /// <param name="report">The report.</param>
    public static string RenderForPage(Report report)
    {
        var html = new HtmlText();
        html.Append($"""<div class="memmagics">{Content(report)}</div>""");
        return html.ToString();
    }

    /// <summary>What a headline begins with; empty when all went well.</summary>
    internal static Html Verdict(Report report)
    {
        var html = new HtmlText();
        if (FigureText.Verdict(report) is { } verdict)
            html.Append($"""<span class="mm-verdict">{FigureText.Capitalised(verdict)}</span>{FigureText.After(report)}""");
        return new Html(html.ToString());
    }

    private static Html Content(Report report)
    {
        var html = new HtmlText();
        if (report.Failure is not null)
            html.Append($"""<p class="mm-failure" role="alert"><strong>Failed:</strong> {report.Failure}</p>""");
        switch (report)
        {
            case MemitReport memit:
                MemitHtml.Append(html, memit);
                break;
            case LineReport lines:
                LineTableHtml.Append(html, lines);
                break;
        }

        if (report.Hint is not null)
            html.Append($"""<p class="mm-hint">{FigureText.Capitalised(FigureText.HintTells(report))}: <code>{report.Hint}</code></p>""");
        foreach (var note in ReportNotes.Of(report))
            html.Append($"""<p class="mm-note"><strong>Note:</strong> {note}</p>""");
        if (report.Printed.Length > 0)
            AppendPrinted(html, report.Printed);
        html.Append($"""<p class="mm-conditions">{FigureText.Conditions(report)}</p>""");
        return new Html(html.ToString());
    }

    private static void AppendPrinted(HtmlText html, string printed)
    {
        var lines = printed.TrimEnd('\n').AsSpan().Count('\n') + 1;
        var isOpen = lines <= LongestOpen;
        html.Append($"""<details class="mm-printed"{new Html(isOpen ? " open" : "")}><summary>Printed{(isOpen ? "" : $", {FigureText.Count(lines)} lines")}</summary><pre>{printed}</pre></details>""");
    }
}
