using MemMagics.Platform;

namespace MemMagics.Reports;

/// <summary>The conditions under which the figures were measured: the report's last line.</summary>
/// <param name="Runtime">The worker's runtime, for example <c>.NET 10.0.12</c>.</param>
/// <param name="Optimization">How code was compiled: <c>Release, fully optimised</c>, or <c>Release, tiered</c>; then, in brackets, the cells that ran as the notebook compiled them: <c>(cell 3: Debug)</c>.</param>
/// <param name="Gc">The collector's flavour.</param>
/// <param name="State">How the session's state reached the code.</param>
/// <param name="Workers">Fresh processes used; 0 for <see cref="StateMode.InProcess"/>.</param>
public sealed record RunConditions(string Runtime, string Optimization, GcFlavor Gc, StateMode State, int Workers)
{
    /// <summary>What Peak, Increment and "Mem usage" count. That of the system on which this is made, unless it is said otherwise.</summary>
    public PeakKind PeakKind { get; init; } = (PeakKind)HostPlatform.Memory.Kind;

    /// <summary>The same as people say it: "resident memory", "working set" or "footprint".</summary>
    public string PeakName => FigureText.MemoryOf(PeakKind);

    /// <summary>Whether Peak is the largest of samples, because the system kept no high-water mark: what came and went between two of them is missed.</summary>
    public bool IsPeakSampled { get; init; }

    /// <summary>Whether MemMagics has never been run on this system by those who make it: what it does there follows the system's documentation.</summary>
    public bool IsUntriedSystem { get; init; } = !HostPlatform.IsTried;
}
