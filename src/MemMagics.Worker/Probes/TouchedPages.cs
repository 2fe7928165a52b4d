using MemMagics.Platform;
using MemMagics.Platform.Contract;

namespace MemMagics.Worker.Probes;

/// <summary>Tells whether this thread has touched fresh pages of memory since it was asked last.</summary>
internal static class TouchedPages
{
    private static readonly IMemory s_memory = HostPlatform.Memory;
    private static readonly bool s_counted = s_memory.CountsTouchedPages;

    /// <summary>
    /// Differs from an earlier value when pages were touched in between: on Linux the thread's page faults, which take a third of the time of a reading of
    /// resident memory and, unlike that, are exact on every kernel (docs/measurements.md, Line probes); elsewhere resident memory itself.
    /// </summary>
    public static long Mark => s_counted ? s_memory.TouchedPages() : s_memory.Read();

    /// <summary>How many bytes the thread touched between two marks; the largest number where that is not known.</summary>
    public static long BytesBetween(long before, long after) => s_counted ? (after - before) * Environment.SystemPageSize : long.MaxValue;
}
