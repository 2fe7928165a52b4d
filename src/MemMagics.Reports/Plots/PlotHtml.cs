using MemMagics.Reports.Output;

namespace MemMagics.Reports.Plots;

/// <summary>Plots as HTML: no script, no external asset, every string of the user encoded, readable on light and dark pages.</summary>
public static class PlotHtml
{
    /// <summary>Renders a plot as a fragment with the style that it needs.</summary>
    /// <param name="plot">The plot.</param>
    public static string Render(MemoryPlot plot)
    {
        var content = Content(plot);
        var (name, style) = ReportStyle.For(content.Markup);
        var html = new HtmlText();
        html.Append($"""<div class="memmagics {name}"><style>{style}</style>{content}</div>""");
        return html.ToString();
    }

    /// <summary>Renders a plot as a page.</summary>
    internal static string RenderPage(MemoryPlot plot)
    {
        var content = new HtmlText();
        content.Append($"""<div class="memmagics">{Content(plot)}</div>""");
        return ReportPage.Render($"{plot.Title}: {PlotSummary.Of(plot)}", plot.Title, new Html(content.ToString()));
    }

    private static Html Content(MemoryPlot plot)
    {
        var html = new HtmlText();
        html.Append($"""<p class="mm-summary"><strong>{FigureText.Capitalised(PlotSummary.Of(plot))}</strong></p>""");
        if (plot.Samples.Count > 0)
        {
            html.Append($"<figure>");
            AppendPicture(html, plot, isNarrow: false);
            AppendPicture(html, plot, isNarrow: true);
            html.Append($"</figure>");
        }

        foreach (var table in PlotTables.Of(plot))
            TableHtml.Append(html, table);
        foreach (var note in plot.Notes)
            html.Append($"""<p class="mm-note"><strong>Note:</strong> {note}</p>""");
        return new Html(html.ToString());
    }

    /// <summary>One of two pictures, of which the style shows the one that can be read on the screen; without it the attribute hides the other.</summary>
    private static void AppendPicture(HtmlText html, MemoryPlot plot, bool isNarrow)
    {
        var (shapes, width, height) = PlotDrawing.Of(plot, isNarrow);
        var look = new Html(isNarrow ? "class=\"mm-narrow\" display=\"none\"" : "class=\"mm-broad\"");
        html.Append($"""<svg {look} role="img" aria-label="{FigureText.MemoryOf(plot.PeakKind)} over time" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{shapes}</svg>""");
    }
}
