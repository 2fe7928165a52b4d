using System.Xml;
using MemMagics.Reports.Output;

namespace MemMagics.Reports.Plots;

/// <summary>A plot as a picture of its own: an SVG file without script, for light and dark pages.</summary>
internal static class PlotSvg
{
    private const int HeadHeight = 50;
    private const int LongestTitle = 110;
    private const int SmallestWidth = 960;

    public static string Render(MemoryPlot plot)
    {
        var (shapes, width, height) = plot.Samples.Count > 0 ? PlotDrawing.Of(plot) : (new Html(""), SmallestWidth, 0);
        var svg = new HtmlText();
        svg.Append($$"""
            <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {{width}} {{height + HeadHeight}}" width="{{width}}" height="{{height + HeadHeight}}" font-family="system-ui, sans-serif">
            <title>{{plot.Title}}: {{PlotSummary.Of(plot)}}</title>
            <style>svg { background: #fff; color: #222 } @media (prefers-color-scheme: dark) { svg { background: #1e1e1e; color: #ddd } }</style>
            <text x="16" y="20" font-size="14" font-weight="600" fill="currentColor">{{ShortText.Middle(MarkdownText.OnOneLine(plot.Title), LongestTitle)}}</text>
            <text x="16" y="39" font-size="12" fill="currentColor">{{PlotSummary.Of(plot)}}{{(plot.Failure is null ? "" : $"; FAILED: {plot.Failure}")}}</text>
            <g transform="translate(0 {{HeadHeight}})">{{shapes}}</g>
            </svg>

            """);

        // XML knows no control characters, not even as numbers; a command line may hold any. Pairs of surrogates are encoded.
        return string.Concat(svg.ToString().Select(character => XmlConvert.IsXmlChar(character) ? character : '\uFFFD'));
    }
}
