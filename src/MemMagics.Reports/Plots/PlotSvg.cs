using System.Xml;
using MemMagics.Reports.Output;

namespace MemMagics.Reports.Plots;

/// <summary>A plot as a picture of its own: an SVG file without script, for light and dark pages.</summary>
internal static class PlotSvg
{
    private const int LineHeight = 19;
    private const int Margin = 20;
    private const int LongestTitle = 110;
    private const int LongestLine = 150;
    private const int SmallestWidth = 960;

    public static string Render(MemoryPlot plot)
    {
        var (shapes, width, height) = plot.Samples.Count > 0 ? PlotDrawing.Of(plot) : (new Html(""), SmallestWidth, 0);
        var lines = new List<string> { PlotSummary.Of(plot) };
        lines.AddRange(plot.Notes.Select(note => $"note: {note}"));
        var head = Margin + (lines.Count * LineHeight) + 10;
        var svg = new HtmlText();
        svg.Append($$"""
            <svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {{width}} {{height + head}}" width="{{width}}" height="{{height + head}}" font-family="system-ui, sans-serif">
            <title>{{plot.Title}}: {{PlotSummary.Of(plot)}}</title>
            <style>svg { background: #fff; color: #222 } @media (prefers-color-scheme: dark) { svg { background: #1e1e1e; color: #ddd } }</style>
            <text x="16" y="{{Margin}}" font-size="14" font-weight="600" fill="currentColor">{{ShortText.Middle(MarkdownText.OnOneLine(plot.Title), LongestTitle)}}</text>


            """);
        foreach (var (index, line) in lines.Index())
            svg.Append($"""<text x="16" y="{Margin + ((index + 1) * LineHeight)}" font-size="12" fill="currentColor">{ShortText.End(line, LongestLine)}</text>""");
        svg.Append($"""
            <g transform="translate(0 {head})">{shapes}</g>
            </svg>

            """);

        // XML knows no control characters, not even as numbers; a command line may hold any. Pairs of surrogates are encoded.
        return string.Concat(svg.ToString().Select(character => XmlConvert.IsXmlChar(character) ? character : '\uFFFD'));
    }
}
