namespace MemMagics.Reports;

/// <summary>A line of the user's code, and what was allocated there: by the line itself and by all that it called which has no line of the user's nearer to the object.</summary>
public sealed record OriginLine
{
    /// <summary>Where the line is: <c>cell 2</c>, or a library's source file; <see langword="null"/> for objects that were allocated outside of the user's code.</summary>
    public required string? Source { get; init; }

    /// <summary>The line, from 1, as the user sees it; <see langword="null"/> when <see cref="Source"/> is, or where symbols do not say.</summary>
    public required int? Line { get; init; }

    /// <summary>The text of the line, without the space around it; empty when it is not known.</summary>
    public string Content { get; init; } = "";

    /// <summary>The function that the line is in, as people write it: <c>Solve</c>, <c>Matrix.Multiply</c>, <c>cell 4</c> for a cell's own code.</summary>
    public required string Function { get; init; }

    /// <summary>Whose code it is.</summary>
    public required CodeKind Kind { get; init; }

    /// <summary>What was allocated, by type, the largest first.</summary>
    public required IReadOnlyList<OriginType> Types { get; init => field = value.ToArray(); }

    /// <summary>How many objects were allocated.</summary>
    public long Objects => Types.Sum(type => type.Objects);

    /// <summary>Their bytes.</summary>
    public long Bytes => Types.Sum(type => type.Bytes);

    /// <summary>The bytes of those that were still alive after the call.</summary>
    public long Alive => Types.Sum(type => type.Alive);

    /// <summary>The standard error of <see cref="Bytes"/>, in bytes; 0 when every object was recorded.</summary>
    public required long Error { get; init; }
}
