using System.Text;

namespace MemMagics.Reports;

/// <summary>Memory during measured calls as a chart of characters, with the facts that its picture has.</summary>
internal static class TimelineText
{
    private const int Width = 80;
    private const int Rows = 8;
    private const int MostSteps = 4;

    /// <summary>Lines without an end of the last one; <see langword="null"/> when there is nothing to draw.</summary>
    public static string? Of(MemitReport report)
    {
        if (Timelines.Of(report) is not { } timelines)
            return null;

        var text = new StringBuilder();
        var chart = new ChartText(text, timelines.End, Width);
        var axis = AxisOf(timelines);
        chart.AppendMemory(ColumnsOf(timelines.Headline), axis, Rows);
        chart.AppendTimes(axis.Text(axis.First));
        chart.AppendBars(timelines.Headline.Name, [(TimeSpan.Zero, timelines.Headline.End)]);
        foreach (var generation in timelines.Headline.Generations)
            chart.AppendCounts($"gen {generation}", timelines.Headline.Collections.Where(mark => mark.Generation == generation).Select(static mark => (mark.Elapsed, mark.Count)));
        foreach (var other in timelines.Others.Take(Timelines.MostNamed))
            chart.AppendLine(other.Name, ColumnsOf(other), axis);
        return text.AppendJoin('\n', timelines.Facts).ToString();

        // Nothing is drawn after a call's end.
        long[] ColumnsOf(RunTimeline run)
        {
            var highest = SampleColumns.Highest(run.Samples, timelines.End, chart.Columns);
            highest.AsSpan(SampleColumns.Of(run.End, timelines.End, chart.Columns) + 1).Fill(0);
            return highest;
        }
    }

    /// <summary>It begins below the lowest value, which is seen then.</summary>
    private static ChartAxis AxisOf(Timelines timelines) =>
        ChartAxis.OfBytes(Math.Max(0, timelines.Lowest - Math.Max(1, (timelines.Highest - timelines.Lowest) / Rows)), timelines.Highest, MostSteps);
}
