namespace MemMagics.Magics;

/// <summary>A parsed <c>#!mprun</c>.</summary>
public sealed record MprunRequest : MeasureRequest
{
    /// <summary>C# names of what to profile, as given to <c>-f</c>; empty for the cell itself and the functions it defines.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>Whether a collection is made at every line boundary to tell what stays alive per line. Slow.</summary>
    public bool Retained { get; init; }
}
