using System.Globalization;
using MemMagics.Magics;
using MemMagics.Platform;

namespace MemMagics.Workers;

/// <summary>When a run is stopped.</summary>
/// <param name="Timeout">The time limit of the whole measurement.</param>
/// <param name="TimeLeft">The part of it that is left for this run.</param>
/// <param name="Memory">Resident memory of the worker, that it must not exceed.</param>
/// <param name="Events">What recorded events may take of the worker's memory besides, in bytes.</param>
/// <param name="IncludeChildren">Whether the memory of child processes is sampled.</param>
/// <param name="SamplesPeak">Whether Peak is the largest of samples, since the system has no mark.</param>
internal sealed record RunLimits(TimeSpan Timeout, TimeSpan TimeLeft, SizeLimit Memory, long Events, bool IncludeChildren, bool SamplesPeak)
{
    private const double DefaultShare = 0.8;

    /// <summary>The memory limit of a worker for which the user set none: 80 % of what is available now, in whole MiB.</summary>
    public static SizeLimit DefaultMemory()
    {
        var mebibytes = (long)(HostPlatform.Memory.Available * DefaultShare) >> 20;
        return new SizeLimit(mebibytes << 20, string.Create(CultureInfo.InvariantCulture, $"{mebibytes:N0}MiB"));
    }
}
