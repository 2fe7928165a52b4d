namespace MemMagics.Reports;

/// <summary>A row of a table.</summary>
/// <param name="Cells">A cell for every column.</param>
internal sealed record ReportRow(IReadOnlyList<ReportCell> Cells)
{
    /// <summary>Whether it is the one to read first.</summary>
    public bool IsHeadline { get; init; }

    /// <summary>The name by which a link on the page leads to it; <see langword="null"/> where none does.</summary>
    public string? Anchor { get; init; }
}
