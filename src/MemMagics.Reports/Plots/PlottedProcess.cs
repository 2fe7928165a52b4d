namespace MemMagics.Reports.Plots;

/// <summary>One of the processes of a watched program.</summary>
/// <param name="Id">Its process id.</param>
/// <param name="Name">Its command line, shortened.</param>
/// <param name="Samples">Its resident memory in the order of time; 0 bytes before it began and after it ended.</param>
public sealed record PlottedProcess(int Id, string Name, IReadOnlyList<MemorySample> Samples)
{
    /// <summary>The largest resident memory, in bytes: that of the samples when nothing else is known.</summary>
    public long Peak { get; init; } = Samples.Select(static sample => sample.Resident).DefaultIfEmpty().Max();
}
