namespace MemMagics.Magics;

/// <summary>A parsed <c>#!memit</c>.</summary>
public sealed record MemitRequest : MeasureRequest
{
    /// <summary>Budget: what no run may exceed in Allocated; <see langword="null"/> for none.</summary>
    public SizeLimit? MaxAllocated { get; init; }

    /// <summary>Budget: what no run may exceed in Peak; <see langword="null"/> for none.</summary>
    public SizeLimit? MaxPeak { get; init; }

    /// <summary>Whether resident memory over time is recorded and drawn.</summary>
    public bool Plot { get; init; }

    /// <summary>Whether what is retained is listed by type.</summary>
    public bool Types { get; init; }

    /// <summary>Whether, and how, the origins of what is allocated are found.</summary>
    public WhereChoice Where { get; init; }
}
