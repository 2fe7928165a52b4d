namespace MemMagics.Reports.Plots;

/// <summary>A garbage collection of a watched program.</summary>
/// <param name="Elapsed">When it began, since the program's start.</param>
/// <param name="Generation">The oldest generation that it collected: 0, 1 or 2.</param>
/// <param name="Pause">How long the program's threads stood still for it.</param>
/// <param name="HeapAfter">Size of the managed heap after it, in bytes; <see langword="null"/> when the program ended before it was told.</param>
/// <param name="IsBackground">Whether the program ran on during most of it.</param>
/// <param name="Process">The process it was in.</param>
public sealed record CollectionMark(TimeSpan Elapsed, int Generation, TimeSpan Pause, long? HeapAfter, bool IsBackground, int Process);
