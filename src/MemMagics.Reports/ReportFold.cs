namespace MemMagics.Reports;

/// <summary>Rows of a table that are folded where a reader can unfold them.</summary>
/// <param name="First">The index of the first one.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Label">What stands in their place: <c>lines 12 to 98, 1,234 B</c>.</param>
internal sealed record ReportFold(int First, int Count, string Label);
