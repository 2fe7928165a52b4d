using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>A cell of a table: its text, and what makes it stand out.</summary>
/// <param name="Text">What every format prints, not encoded; empty for a figure that does not exist.</param>
internal sealed record ReportCell(string Text)
{
    /// <summary>A cell with nothing in it.</summary>
    public static ReportCell Blank { get; } = new("");

    /// <summary>Whether the text is code.</summary>
    public bool IsCode { get; init; }

    /// <summary>Whether the text is, in a column of code, a word about the figures, which must not look like code.</summary>
    public bool IsRemark { get; init; }

    /// <summary>The text in at most about so many characters, for where lines are short; <see langword="null"/> when it is always printed whole.</summary>
    public Func<int, string>? Fitted { get; init; }

    /// <summary>The code in colours, made when it is asked for; <see langword="null"/> where it has none.</summary>
    public Func<IReadOnlyList<ColoredText>>? Colors { get; init; }

    /// <summary>How strongly a figure is shaded (<see cref="HeatLevel"/>).</summary>
    public int Heat { get; init; } = HeatLevel.None;

    /// <summary>Whether the figure is zero, so that others are found more easily.</summary>
    public bool IsZero { get; init; }

    /// <summary>Whether the text is set in bold.</summary>
    public bool IsStrong { get; init; }

    /// <summary>What the text means; <see langword="null"/> where that is plain.</summary>
    public string? Explanation { get; init; }

    /// <summary>Bytes in the unit in which they are read best.</summary>
    public static ReportCell Rounded(long? bytes) => Rounded(bytes, SizeUnit.Of(bytes ?? 0));

    /// <summary>Bytes in the unit of their column.</summary>
    public static ReportCell Rounded(long? bytes, SizeUnit unit, int heat = HeatLevel.None) => Figure(unit.Text(bytes), bytes, heat);

    /// <summary>Bytes to the last digit.</summary>
    public static ReportCell Exact(long? bytes, int heat = HeatLevel.None) => Figure(FigureText.Exact(bytes), bytes, heat);

    /// <summary>Code that stands by itself.</summary>
    public static ReportCell Code(string text) => new(text) { IsCode = true };

    private static ReportCell Figure(string text, long? bytes, int heat) => new(text) { IsZero = bytes == 0, Heat = heat, IsStrong = HeatLevel.IsBold(heat) };
}
