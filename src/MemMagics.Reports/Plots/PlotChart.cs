using System.Text;

namespace MemMagics.Reports.Plots;

/// <summary>A plot as a chart of characters: memory as columns of blocks, below them a row for each function and for each generation of collections.</summary>
internal static class PlotChart
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";
    private const int Eighths = 8;
    private const int Rows = 12;
    private const int MostSteps = 6;
    private const int Margin = 11;
    private const int TickColumns = 14;
    private const int MostFunctions = 8;

    /// <summary>The chart.</summary>
    /// <param name="plot">What is drawn; with at least one sample.</param>
    /// <param name="width">How many characters a line may have.</param>
    /// <returns>Lines, each with its end.</returns>
    public static string Of(MemoryPlot plot, int width)
    {
        var columns = Math.Max(TickColumns, width - Margin - 1);
        var text = new StringBuilder();
        AppendMemory(text, plot, columns);
        AppendTimes(text, ChartAxis.OfTime(plot.Duration, columns / TickColumns), plot.Duration, columns);
        foreach (var name in plot.Functions.Select(mark => mark.Name).Distinct().Take(MostFunctions))
            AppendRow(text, ShortText.Middle(name, Margin - 2), Bars(plot.Functions.Where(mark => mark.Name == name), plot.Duration, columns));
        foreach (var total in plot.CollectionTotals)
            AppendRow(text, $"gen {total.Generation}", Counts(plot.Collections.Where(mark => mark.Generation == total.Generation), plot.Duration, columns));
        return text.ToString();
    }

    private static void AppendMemory(StringBuilder text, MemoryPlot plot, int columns)
    {
        var highest = SampleColumns.Highest(plot.Samples, plot.Duration, columns);
        if (plot.Peak is { } peak)
            highest[SampleColumns.Of(peak.Elapsed, plot.Duration, columns)] = peak.Resident;
        var axis = ChartAxis.OfBytes(0, highest.Max(), MostSteps);
        var rowsOfStep = Math.Max(1, Rows / axis.Steps);
        var rows = axis.Steps * rowsOfStep;
        for (var row = rows; row > 0; row--)
        {
            // The line at the upper edge of a row of blocks is its value.
            var label = row % rowsOfStep == 0 ? axis.Text(axis.First + (row / rowsOfStep * axis.Step)) : "";
            text.Append(label.PadLeft(Margin - 1)).Append(label.Length > 0 ? " ┤" : " │");
            var line = new StringBuilder();
            foreach (var value in highest)
                line.Append(Blocks[(int)Math.Clamp(Math.Ceiling(((value / axis.Last * rows) - (row - 1)) * Eighths), 0, Eighths)]);
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
    }

    private static void AppendTimes(StringBuilder text, ChartAxis axis, TimeSpan end, int columns)
    {
        var rule = new StringBuilder(new string('─', columns));
        var labels = new StringBuilder(new string(' ', columns));
        foreach (var tick in axis.Ticks)
        {
            var column = SampleColumns.Of(TimeSpan.FromSeconds(tick), end, columns);
            rule[column] = '┬';
            var label = axis.Text(tick);
            var start = Math.Min(column, columns - label.Length);
            for (var i = 0; i < label.Length; i++)
                labels[start + i] = label[i];
        }

        text.Append("0 B".PadLeft(Margin - 1)).Append(" └").Append(rule).Append('\n');
        text.Append(' ', Margin + 1).Append(labels.ToString().TrimEnd()).Append('\n');
    }

    private static void AppendRow(StringBuilder text, string name, char[] marks) =>
        text.Append(name.PadLeft(Margin - 1)).Append("  ").Append(new string(marks).TrimEnd()).Append('\n');

    /// <summary>How many begin in each column: a digit, + for more than nine.</summary>
    private static char[] Counts(IEnumerable<CollectionMark> marks, TimeSpan end, int columns)
    {
        var counts = new int[columns];
        foreach (var mark in marks)
            counts[SampleColumns.Of(mark.Elapsed, end, columns)]++;
        return [.. counts.Select(count => count switch { 0 => '·', > 9 => '+', _ => (char)('0' + count) })];
    }

    /// <summary>From [ to ], | where that is in one column.</summary>
    private static char[] Bars(IEnumerable<FunctionMark> marks, TimeSpan end, int columns)
    {
        var bars = new char[columns];
        Array.Fill(bars, '·');
        foreach (var mark in marks)
        {
            var (first, last) = (SampleColumns.Of(mark.Begin, end, columns), SampleColumns.Of(mark.End, end, columns));
            for (var column = first; column <= last; column++)
                bars[column] = first == last ? '|' : column == first ? '[' : column == last ? ']' : '=';
        }

        return bars;
    }
}
