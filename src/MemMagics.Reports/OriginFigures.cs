namespace MemMagics.Reports;

/// <summary>The figures of a row of the origins' tables: of a type, a line, a path, or of several together.</summary>
/// <param name="Objects">How many objects were allocated.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Alive">The bytes of those that were still alive.</param>
/// <param name="Error">The standard error of <paramref name="Bytes"/>, in bytes.</param>
internal readonly record struct OriginFigures(long Objects, long Bytes, long Alive, double Error)
{
    public static OriginFigures Of(OriginType type) => new(type.Objects, type.Bytes, type.Alive, type.Error);

    public static OriginFigures Of(OriginLine line) => new(line.Objects, line.Bytes, line.Alive, line.Error);

    /// <summary>What the function itself allocated.</summary>
    public static OriginFigures Of(OriginFrame frame) => Sum(frame.Types.Select(Of));

    /// <summary>Several together. They were sampled independently, so their variances add up.</summary>
    public static OriginFigures Sum(IEnumerable<OriginFigures> parts)
    {
        var (objects, bytes, alive, variance) = (0L, 0L, 0L, 0.0);
        foreach (var part in parts)
            (objects, bytes, alive, variance) = (objects + part.Objects, bytes + part.Bytes, alive + part.Alive, variance + (part.Error * part.Error));
        return new OriginFigures(objects, bytes, alive, Math.Sqrt(variance));
    }
}
