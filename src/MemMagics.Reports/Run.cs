namespace MemMagics.Reports;

/// <summary>One fresh process: the headline call's figures, and the first call's.</summary>
public sealed record Run : Figures
{
    /// <summary>The figures of the first call in the process. Equal to the headline where only the first call was measured.</summary>
    public required Figures First { get; init; }
}
