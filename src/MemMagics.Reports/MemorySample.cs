namespace MemMagics.Reports;

/// <summary>Resident memory at a moment.</summary>
/// <param name="Elapsed">Time since the measured call, or the watched program, began.</param>
/// <param name="Resident">Resident memory, in bytes.</param>
public sealed record MemorySample(TimeSpan Elapsed, long Resident);
