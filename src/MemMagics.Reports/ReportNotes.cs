namespace MemMagics.Reports;

/// <summary>The notes under a report: what the measurement has to say, and what its figures say about each other.</summary>
internal static class ReportNotes
{
    // So many that they are no accident.
    private const int Many = 10;

    public static IEnumerable<string> Of(Report report) => report is MemitReport memit ? [.. report.Notes, .. Own(memit)] : report.Notes;

    private static IEnumerable<string> Own(MemitReport report)
    {
        if (PeakRemark.Note(report) is { } peak)
            yield return peak;
        if (report.Worst is { Collections: [_, .., var full] collections } && full >= Many && collections.All(count => count == full))
            yield return $"All {FigureText.Count(full)} collections were full ones. Arrays of 85,000 B and more bring these about; a buffer that is used again, such as ArrayPool<T>.Shared lends, does not.";
    }
}
