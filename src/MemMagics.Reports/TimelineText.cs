namespace MemMagics.Reports;

/// <summary>Memory over time as one line of block characters.</summary>
internal static class TimelineText
{
    private const string Blocks = "▁▂▃▄▅▆▇█";
    private const int Columns = 60;

    /// <summary>The line, with its lowest and highest value and its length; <see langword="null"/> when there is nothing to draw.</summary>
    public static string? Of(IReadOnlyList<MemorySample> samples, PeakKind kind)
    {
        if (samples.Count < 2)
            return null;

        var low = samples.Min(sample => sample.Resident);
        var high = samples.Max(sample => sample.Resident);
        var line = string.Concat(SampleColumns.Highest(samples, samples[^1].Elapsed, Math.Min(Columns, samples.Count)).Select(value => Block(value, low, high)));
        return $"{FigureText.MemoryOf(kind)} {ByteSize.Rounded(low)} to {ByteSize.Rounded(high)} over {FigureText.Elapsed(samples[^1].Elapsed)}: {line}";
    }

    private static char Block(long value, long low, long high) =>
        Blocks[high == low ? 0 : (int)Math.Clamp((value - low) * (Blocks.Length - 1) / (high - low), 0, Blocks.Length - 1)];
}
