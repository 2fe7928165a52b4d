namespace MemMagics.Reports;

/// <summary>Why Peak is what nobody expects, where the figures say why: much less than what was allocated, or less than what is kept.</summary>
internal static class PeakRemark
{
    // Of less, a page more or less decides.
    private const long Much = 500_000;
    private const long Some = 100 << 10;

    /// <summary>What stands behind Peak in the headline; <see langword="null"/> where it speaks for itself.</summary>
    public static string? Of(MemitReport report)
    {
        if (report.Worst is not { Peak: { } peak, First: var first } worst || worst.Allocated < Much || peak >= worst.Allocated / 2)
            return null;

        // Before each call the process returns the memory that it has to spare: what is in use at once and was written to shows in Peak.
        var isCollected = worst.Collections.Sum() > 0;
        var atOnce = isCollected || first.Collections.Sum() > 0 ? worst.Retained ?? 0 : worst.Allocated;
        if (peak < atOnce / 2 && first.Peak < atOnce / 2)
            return $"{(peak < atOnce / 10 ? "what it allocated" : "most of it")} was not written to, and untouched memory takes no room";
        return isCollected && atOnce < worst.Allocated / 2 ? "garbage was collected on the way" : null;
    }

    /// <summary>A note on more that is kept than was ever taken; <see langword="null"/> where that is not so, or the headline says it.</summary>
    public static string? Note(MemitReport report) =>
        report.Worst is { Peak: { } peak, Retained: >= Some and var retained } && retained > peak + (peak / 20) && Of(report) is null
            ? "Retained is above Peak: it counts the live objects themselves, Peak the memory that was newly written to."
            : null;
}
