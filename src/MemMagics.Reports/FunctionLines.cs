namespace MemMagics.Reports;

/// <summary>Line by line, what one function cost.</summary>
public sealed record FunctionLines
{
    /// <summary>The function's name as people call it: <c>Solve</c>, <c>Matrix.Multiply</c>, <c>cell 4</c> for a cell's own code.</summary>
    public required string Name { get; init; }

    /// <summary>Where its source is: <c>cell 2</c>, a file name, or an assembly's name when decompiled.</summary>
    public required string Source { get; init; }

    /// <summary>Where <see cref="LineFigures.Content"/> comes from.</summary>
    public required SourceOrigin Origin { get; init; }

    /// <summary>Every line of the function from its first to its last, comments and blank lines included.</summary>
    public required IReadOnlyList<LineFigures> Lines { get; init => field = value.ToArray(); }

    /// <summary>What the function's outermost activations cost together; the lines' Allocated add up to it, to the byte.</summary>
    public required FunctionTotal Total { get; init; }

    /// <summary>Whether any of it ran.</summary>
    internal bool Ran => Total.Activations > 0 || Lines.Any(line => line.Occurrences > 0);
}
