namespace MemMagics.Reports.Plots;

/// <summary>All collections of one generation.</summary>
/// <param name="Generation">The generation: 0, 1 or 2.</param>
/// <param name="Count">How many there were.</param>
/// <param name="Pause">How long the program's threads stood still for them, all together.</param>
/// <param name="LongestPause">The longest of these times.</param>
public sealed record CollectionTotal(int Generation, long Count, TimeSpan Pause, TimeSpan LongestPause);
