namespace MemMagics.Reports;

/// <summary>The tables of a report, in the order in which every format prints them.</summary>
internal static class ReportTables
{
    public static IReadOnlyList<ReportTable> Of(MemitReport report) =>
        report.Runs.Count == 0 ? [] : [RunsTable.Of(report), .. report.Types is { } types ? new[] { TypesTable.Of(types) } : []];

    public static IReadOnlyList<ReportTable> Of(LineReport report) =>
        [.. report.Functions.Select((function, index) => LinesTable.Of(function) with { Legend = index == report.Functions.Count - 1 ? LinesTable.Legend(report) : [] })];
}
