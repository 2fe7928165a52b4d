namespace MemMagics.Reports;

/// <summary>Resident memory at a moment.</summary>
/// <param name="Elapsed">Time since the measured call, or the watched program, began.</param>
/// <param name="Resident">Resident memory, in bytes.</param>
public sealed record MemorySample(TimeSpan Elapsed, long Resident)
{
    /// <summary>Collections since the measured call began, one count a generation (0, 1, 2), as <see cref="Figures.Collections"/> has them for all of the call. Empty of a watched program, whose collections are marks of their own.</summary>
    public IReadOnlyList<int> Collections { get; init => field = value.ToArray(); } = [];
}
