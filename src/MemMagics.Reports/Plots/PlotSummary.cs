namespace MemMagics.Reports.Plots;

/// <summary>A plot in words.</summary>
internal static class PlotSummary
{
    /// <summary>Peak, time, collections, exit code.</summary>
    public static string Of(MemoryPlot plot) => string.Join("; ", Parts(plot));

    private static IEnumerable<string> Parts(MemoryPlot plot)
    {
        var whose = plot.Processes.Count > 1 ? " of all processes together" : "";
        yield return plot.Peak is { } peak
            ? $"peak {ByteSize.Rounded(peak.Resident)}{whose} ({FigureText.MemoryOf(plot.PeakKind)}) at {FigureText.Elapsed(peak.Elapsed)} of {FigureText.Elapsed(plot.Duration)}"
            : $"ended after {FigureText.Elapsed(plot.Duration)}, before its memory could be read";
        if (plot.CollectionTotals.Count > 0)
            yield return Collections(plot.CollectionTotals);
        if (plot.IsInterrupted)
            yield return "interrupted";
        else if (plot.ExitCode is { } code)
            yield return $"exit code {code}";
    }

    private static string Collections(IReadOnlyList<CollectionTotal> totals)
    {
        var count = totals.Sum(total => total.Count);
        var pause = new TimeSpan(totals.Sum(total => total.Pause.Ticks));
        return $"{FigureText.Count(count)} collection{(count == 1 ? "" : "s")} ({string.Join(", ", totals.Select(total => $"gen {total.Generation}: {FigureText.Count(total.Count)}"))}), paused for {FigureText.Elapsed(pause)}";
    }
}
