namespace MemMagics.Reports;

/// <summary>Resident memory at a moment of the measured call.</summary>
/// <param name="Elapsed">Time since the call began.</param>
/// <param name="Resident">Resident memory of the worker, in bytes.</param>
public sealed record MemorySample(TimeSpan Elapsed, long Resident);
