namespace MemMagics.Reports;

/// <summary>One line of a profiled function. Figures are <see langword="null"/> where no code begins on the line; where it did not run, all but <see cref="Occurrences"/>, which is 0.</summary>
public sealed record LineFigures
{
    /// <summary>Line number, counted from 1 in the cell as its author sees it, or in the source file.</summary>
    public required int Line { get; init; }

    /// <summary>The line's text.</summary>
    public required string Content { get; init; }

    /// <summary>Resident memory after the line, in bytes, the largest over its visits.</summary>
    public long? Memory { get; init; }

    /// <summary>Sum of the changes of resident memory over the line, in bytes. May be negative.</summary>
    public long? Increment { get; init; }

    /// <summary>Bytes of managed objects allocated by the line, callees included, exact.</summary>
    public long? Allocated { get; init; }

    /// <summary>How often the line ran; <see langword="null"/> where no code begins on it: a brace, a comment, the further lines of a statement.</summary>
    public long? Occurrences { get; init; }

    /// <summary>The line in which the longest statement that begins on this line ends; <see langword="null"/> where none goes on to another line.</summary>
    public int? LastLine { get; init; }

    /// <summary>Live managed bytes that the line added, in bytes; <see langword="null"/> unless asked for with <c>--retained</c>.</summary>
    public long? Retained { get; init; }

    /// <summary>Whether code begins on the line, which did not run.</summary>
    internal bool DidNotRun => Occurrences == 0 && Allocated is null;
}
