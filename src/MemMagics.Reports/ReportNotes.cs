namespace MemMagics.Reports;

/// <summary>The notes under a report: what the measurement has to say, and what its figures say about each other.</summary>
internal static class ReportNotes
{
    public static IEnumerable<string> Of(Report report) => report is MemitReport memit && PeakRemark.Note(memit) is { } note ? report.Notes.Append(note) : report.Notes;
}
