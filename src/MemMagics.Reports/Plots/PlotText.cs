using System.Text;
using MemMagics.Reports.Output;

namespace MemMagics.Reports.Plots;

/// <summary>Plots as plain text, with a chart of characters.</summary>
public static class PlotText
{
    /// <summary>The width for files, and for a terminal whose width is not known.</summary>
    public const int DefaultWidth = 80;

    /// <summary>Draws a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="width">How many characters a line of the chart may have.</param>
    /// <returns>Lines separated by <c>\n</c>, without one at the end.</returns>
    public static string Render(MemoryPlot plot, int width = DefaultWidth)
    {
        var text = new StringBuilder();
        text.Append(MarkdownText.OnOneLine(plot.Title)).Append('\n').Append(PlotSummary.Of(plot)).Append('\n');
        if (plot.Samples.Count > 0)
            text.Append('\n').Append(PlotChart.Of(plot, width));
        foreach (var table in PlotTables.Of(plot))
            TableText.Append(text.Append('\n'), table);
        foreach (var note in plot.Notes)
            text.Append("note: ").Append(note).Append('\n');
        return text.ToString().TrimEnd('\n');
    }
}
