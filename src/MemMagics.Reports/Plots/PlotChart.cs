using System.Text;

namespace MemMagics.Reports.Plots;

/// <summary>A plot as a chart of characters: memory, below it a row for each function and for each generation of collections.</summary>
internal static class PlotChart
{
    private const int Rows = 12;
    private const int MostSteps = 6;
    private const int MostFunctions = 8;

    /// <summary>The chart.</summary>
    /// <param name="plot">What is drawn; with at least one sample.</param>
    /// <param name="width">How many characters a line may have.</param>
    /// <returns>Lines, each with its end.</returns>
    public static string Of(MemoryPlot plot, int width)
    {
        var text = new StringBuilder();
        var chart = new ChartText(text, plot.Duration, width);
        var highest = SampleColumns.Highest(plot.Samples, plot.Duration, chart.Columns);
        if (plot.Peak is { } peak)
            highest[SampleColumns.Of(peak.Elapsed, plot.Duration, chart.Columns)] = peak.Resident;
        chart.AppendMemory(highest, ChartAxis.OfBytes(0, highest.Max(), MostSteps), Rows);
        chart.AppendTimes("0 B");
        foreach (var name in plot.Functions.Select(mark => mark.Name).Distinct().Take(MostFunctions))
            chart.AppendBars(ShortText.Middle(name, ChartText.LongestName), plot.Functions.Where(mark => mark.Name == name).Select(mark => (mark.Begin, mark.End)));
        foreach (var total in plot.CollectionTotals)
            chart.AppendCounts($"gen {total.Generation}", plot.Collections.Where(mark => mark.Generation == total.Generation).Select(mark => (mark.Elapsed, 1)));
        return text.ToString();
    }
}
