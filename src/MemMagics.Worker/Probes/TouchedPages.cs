using System.Runtime.InteropServices;
using MemMagics.Wire.Metering;
using MemMagics.Wire.Platform;

namespace MemMagics.Worker.Probes;

/// <summary>Tells whether this thread has touched fresh pages of memory since it was asked last.</summary>
internal static unsafe class TouchedPages
{
    private const int Probed = 1 << 20;

    private static readonly bool s_counted = OperatingSystem.IsLinux() && AreFaultsCounted();

    /// <summary>
    /// Differs from an earlier value when pages were touched in between: on Linux the thread's page faults, which take a third of the time of a reading of
    /// resident memory and, unlike that, are exact on every kernel (docs/measurements.md, Line probes); elsewhere resident memory itself.
    /// </summary>
    public static long Mark => s_counted ? LibC.PageFaultsOfThread() : ResidentMemory.Read();

    /// <summary>How many bytes the thread touched between two marks; the largest number where that is not known.</summary>
    public static long BytesBetween(long before, long after) => s_counted ? (after - before) * Environment.SystemPageSize : long.MaxValue;

    /// <summary>Sandboxes with a kernel of their own may count none.</summary>
    private static bool AreFaultsCounted()
    {
        var before = LibC.PageFaultsOfThread();
        var memory = (byte*)NativeMemory.Alloc(Probed);
        for (var page = 0; page < Probed; page += Environment.SystemPageSize)
            memory[page] = 1;

        NativeMemory.Free(memory);
        return LibC.PageFaultsOfThread() != before;
    }
}
