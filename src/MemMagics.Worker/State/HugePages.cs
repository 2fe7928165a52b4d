using MemMagics.Platform;

namespace MemMagics.Worker.State;

/// <summary>
/// Asks the system for huge pages under an array while it is filled, because the first touch of each small page costs more than the
/// bytes themselves (docs/measurements.md, Resident memory).
/// </summary>
internal static unsafe class HugePages
{
    private const nint Size = 2 << 20;

    /// <summary>Advises huge pages for those that lie wholly within this memory.</summary>
    public static void Ask(byte* start, long bytes) => Advise(start, bytes, wanted: true);

    /// <summary>Takes the advice back; existing huge pages stay.</summary>
    public static void Release(byte* start, long bytes) => Advise(start, bytes, wanted: false);

    private static void Advise(byte* start, long bytes, bool wanted)
    {
        var first = ((nint)start + Size - 1) / Size * Size;
        var last = ((nint)start + (nint)bytes) / Size * Size;
        if (last > first)
            HostPlatform.Memory.AdviseHugePages((byte*)first, last - first, wanted);
    }
}
