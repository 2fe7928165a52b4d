namespace MemMagics.Reports;

/// <summary>One fresh process: the headline call's figures, and the first call's.</summary>
public sealed record Run : Figures
{
    /// <summary>The figures of the first call in the process. Equal to the headline where only the first call was measured.</summary>
    public required Figures First { get; init; }

    /// <summary>Resident memory over the time of the headline call, from right before it to right after it, about one sample per millisecond; empty unless asked for with <c>--plot</c>, or when the call was too short for it.</summary>
    public IReadOnlyList<MemorySample> Timeline { get; init => field = value.ToArray(); } = [];
}
