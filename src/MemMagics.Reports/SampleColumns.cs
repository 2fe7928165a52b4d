namespace MemMagics.Reports;

/// <summary>Samples over time, brought to as many columns as a drawing has.</summary>
internal static class SampleColumns
{
    /// <summary>The highest sample of each column; a column without a sample repeats the one before it, those before the first one repeat it.</summary>
    /// <param name="samples">At least one, in the order of time.</param>
    /// <param name="end">The time at the right edge.</param>
    /// <param name="columns">How many.</param>
    public static long[] Highest(IReadOnlyList<MemorySample> samples, TimeSpan end, int columns)
    {
        var highest = new long[columns];
        var isKnown = new bool[columns];
        foreach (var sample in samples)
        {
            var column = Of(sample.Elapsed, end, columns);
            highest[column] = Math.Max(highest[column], sample.Resident);
            isKnown[column] = true;
        }

        var last = samples[0].Resident;
        for (var column = 0; column < columns; column++)
            last = highest[column] = isKnown[column] ? highest[column] : last;
        return highest;
    }

    /// <summary>The column of a moment.</summary>
    public static int Of(TimeSpan moment, TimeSpan end, int columns) => end > TimeSpan.Zero ? (int)Math.Clamp(moment / end * columns, 0, columns - 1) : 0;
}
