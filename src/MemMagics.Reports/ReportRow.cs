namespace MemMagics.Reports;

/// <summary>A row of a table.</summary>
/// <param name="Cells">A cell for every column.</param>
internal sealed record ReportRow(IReadOnlyList<ReportCell> Cells)
{
    /// <summary>Whether it is the one to read first.</summary>
    public bool IsHeadline { get; init; }
}
