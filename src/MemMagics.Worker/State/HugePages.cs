using MemMagics.Wire.Platform;

namespace MemMagics.Worker.State;

/// <summary>
/// Asks the kernel for huge pages under an array while it is filled, because the first touch of each small page costs more than the
/// bytes themselves (docs/measurements.md, Resident memory). Only when the system's setting is <c>madvise</c>, with which the advice can
/// be taken back; when huge pages are always or never used, it does nothing.
/// </summary>
internal static unsafe class HugePages
{
    private const nint Size = 2 << 20;

    private static readonly bool s_onAdvice = AreOnAdvice();

    /// <summary>Advises huge pages for those that lie wholly within this memory.</summary>
    public static void Ask(byte* start, long bytes) => Advise(start, bytes, LibC.AdviseHugePages);

    /// <summary>Takes the advice back; existing huge pages stay.</summary>
    public static void Release(byte* start, long bytes) => Advise(start, bytes, LibC.AdviseNoHugePages);

    private static void Advise(byte* start, long bytes, int advice)
    {
        var first = ((nint)start + Size - 1) / Size * Size;
        var last = ((nint)start + (nint)bytes) / Size * Size;
        if (s_onAdvice && last > first)
            LibC.Advise((void*)first, last - first, advice);
    }

    private static bool AreOnAdvice()
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadAllText("/sys/kernel/mm/transparent_hugepage/enabled").Contains("[madvise]", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
