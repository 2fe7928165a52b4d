namespace MemMagics.Reports;

/// <summary>How the origins of allocated objects were found.</summary>
public enum OriginMode
{
    /// <summary>Objects were recorded one by one, all that the runtime tells of.</summary>
    Exact,

    /// <summary>Objects were sampled, all of them or from one on; the figures are scaled so that they add up to what was allocated.</summary>
    Sampled,
}
