namespace MemMagics.Reports;

/// <summary>The table of a <c>#!memit</c>: the worst, the worst first call where another call is the headline, and every run when they differ.</summary>
internal static class RunsTable
{
    public static ReportTable Of(MemitReport report)
    {
        var table = ReportTable.Of($"Memory cost of {report.Code}", Columns(), Rows(report));
        return table with { Rows = [table.Rows[0] with { IsHeadline = true }, .. table.Rows.Skip(1)] };
    }

    private static ReportColumn<(string Label, Figures Figures)>[] Columns() =>
    [
        new("Call", row => new ReportCell(row.Label), ColumnKind.Words) { NamesRows = true },
        new("Peak", row => ReportCell.Rounded(row.Figures.Peak)),
        new("Increment", row => ReportCell.Rounded(row.Figures.Increment)),
        new("Allocated", row => ReportCell.Exact(row.Figures.Allocated)),
        new("Retained", row => ReportCell.Rounded(row.Figures.Retained)),
        new("GCs", row => new ReportCell(FigureText.Collections(row.Figures.Collections))),
        new("Time", row => new ReportCell(FigureText.Elapsed(row.Figures.Elapsed))),
    ];

    private static IEnumerable<(string Label, Figures Figures)> Rows(MemitReport report)
    {
        var worst = report.Worst!;
        var isWarm = report.Measured == MeasuredCall.Warm;
        yield return (isWarm ? "warm call" : "first call", worst);
        if (isWarm)
            yield return ("first call", worst.First);
        if (!AreAlike(report.Runs))
            foreach (var (index, run) in report.Runs.Index())
                yield return ($"run {index + 1}", run);
    }

    /// <summary>Whether the runs' memory figures are equal as printed. Times always differ.</summary>
    private static bool AreAlike(IReadOnlyList<Run> runs) =>
        runs.Select(run => (
            run.Allocated, FigureText.Rounded(run.Peak), FigureText.Rounded(run.Increment), FigureText.Rounded(run.Retained), FigureText.Collections(run.Collections)))
            .Distinct().Count() <= 1;
}
