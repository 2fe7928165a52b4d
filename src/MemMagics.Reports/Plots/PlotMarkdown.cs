using MemMagics.Reports.Output;

namespace MemMagics.Reports.Plots;

/// <summary>Plots as Markdown, with a chart of characters.</summary>
public static class PlotMarkdown
{
    /// <summary>Renders a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <returns>Blocks separated by blank lines, without a line break at the end.</returns>
    public static string Render(MemoryPlot plot)
    {
        var blocks = new List<string> { $"**{MarkdownText.Escaped(FigureText.Capitalised(PlotSummary.Of(plot)))}**", MarkdownText.Fenced("sh", plot.Title) };
        if (plot.Samples.Count > 0)
            blocks.Add(MarkdownText.Fenced("text", PlotChart.Of(plot, PlotText.DefaultWidth)));
        blocks.AddRange(PlotTables.Of(plot).Select(TableMarkdown.Of));
        blocks.AddRange(plot.Notes.Select(note => $"Note: {MarkdownText.Escaped(note)}"));
        return string.Join("\n\n", blocks);
    }
}
