using MemMagics.Reports.Output;

namespace MemMagics.Reports.Plots;

/// <summary>Saves a plot to a file (<c>-T FILE</c>).</summary>
public static class PlotFile
{
    /// <summary>Writes a plot, as a whole or not at all: an existing file is replaced only when the new one is complete.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="path">The file; its ending chooses the format: <c>.svg</c> a picture, <c>.html</c> a page, <c>.md</c> Markdown, <c>.json</c> JSON, everything else plain text.</param>
    /// <exception cref="MagicException">The file cannot be written; the message says why.</exception>
    public static void Save(MemoryPlot plot, string path)
    {
        var text = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".svg" => PlotSvg.Render(plot),
            ".html" or ".htm" => PlotHtml.RenderPage(plot),
            ".md" or ".markdown" => PlotMarkdown.Render(plot) + "\n",
            ".json" => JsonLayout.Indented(PlotJson.Render(plot)) + "\n",
            _ => PlotText.Render(plot) + "\n",
        };
        ReportFile.Write(path, text);
    }
}
