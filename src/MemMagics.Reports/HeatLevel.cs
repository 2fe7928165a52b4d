namespace MemMagics.Reports;

/// <summary>How strongly a figure is shaded: by its share of the function's total, in five steps that a legend can name.</summary>
internal static class HeatLevel
{
    public const int None = 0;

    /// <summary>From here on a figure is also set in bold: not everybody sees the shade, not every viewer shows it.</summary>
    private const int Bold = 4;

    /// <summary>The shades beside the shares they begin at.</summary>
    public static readonly Html Legend = new(string.Join(
        " ", Steps.Select((step, index) => $"<span class=\"mm-heat{index + 1}\">{Emphasised($"{step} %", index + 1)}</span>")));

    private static ReadOnlySpan<int> StepValues => [1, 10, 25, 50, 75];

    private static int[] Steps => StepValues.ToArray();

    /// <summary>Markup of a figure that needs no encoding.</summary>
    public static string Emphasised(string figure, int level) => level >= Bold ? $"<strong>{figure}</strong>" : figure;

    public static int Of(long? part, long whole)
    {
        if (part is not { } bytes || bytes <= 0 || whole <= 0)
            return None;
        var level = None;
        foreach (var step in StepValues)
            if (100.0 * bytes / whole >= step)
                level++;
        return level;
    }
}
