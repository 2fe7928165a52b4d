using MemMagics.Wire.Platform;

namespace MemMagics.Worker.State;

/// <summary>
/// Asks the kernel for large pages under an array while it is filled: the first touch of each small page costs more than the
/// bytes themselves (docs/measurements.md, Resident memory). Only where the system's setting is <c>madvise</c>, under which the advice can
/// be taken back; where large pages are the rule or forbidden, nothing is asked.
/// </summary>
internal static unsafe class HugePages
{
    private const nint Size = 2 << 20;

    private static readonly bool s_onAdvice = AreOnAdvice();

    /// <summary>Advises the large pages that lie wholly within this memory.</summary>
    public static void Ask(byte* start, long bytes) => Advise(start, bytes, LibC.AdviseHugePages);

    /// <summary>Takes the advice back; pages that are there stay.</summary>
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
