namespace MemMagics.Reports;

/// <summary>How the origins of allocated objects were found.</summary>
public enum OriginMode
{
    /// <summary>Every object was recorded.</summary>
    Exact,

    /// <summary>Objects were sampled, all of them or from one on; the figures are scaled so that they add up to what was allocated.</summary>
    Sampled,
}
