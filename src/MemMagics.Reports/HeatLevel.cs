namespace MemMagics.Reports;

/// <summary>How strongly a figure is shaded: by its share of the function's total, in five steps that a legend can name.</summary>
internal static class HeatLevel
{
    public const int None = 0;

    // From here on a figure is also set in bold: not everybody sees the shade, not every viewer shows it.
    private const int Bold = 4;

    /// <summary>The shares in percent that the levels from 1 on begin at.</summary>
    public static ReadOnlySpan<int> Steps => [1, 10, 25, 50, 75];

    public static bool IsBold(int level) => level >= Bold;

    public static int Of(long? part, long whole)
    {
        if (part is not { } bytes || bytes <= 0 || whole <= 0)
            return None;
        var level = None;
        foreach (var step in Steps)
            if (100.0 * bytes / whole >= step)
                level++;
        return level;
    }
}
