namespace MemMagics.Cli.Watching;

/// <summary>What was read at one moment.</summary>
/// <param name="Time">When, as a <see cref="System.Diagnostics.Stopwatch"/> timestamp.</param>
/// <param name="Total">Resident memory of all processes together, in bytes.</param>
/// <param name="Processes">That of each process, in the order in which they were found; it may end before the newest ones. <see langword="null"/> where there is one process only.</param>
internal readonly record struct SampleRow(long Time, long Total, long[]? Processes = null);
