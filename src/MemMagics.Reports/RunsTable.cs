namespace MemMagics.Reports;

/// <summary>The table of a <c>#!memit</c>: the worst, the worst first call where another call is the headline, and every run when they differ.</summary>
internal static class RunsTable
{
    public static ReportTable Of(MemitReport report)
    {
        var units = RunUnits.Of(report);
        var table = ReportTable.Of($"Memory cost of {report.Code}", Columns(units), Rows(report, units));
        return table with
        {
            Rows = [table.Rows[0] with { IsHeadline = true }, .. table.Rows.Skip(1)],
            Legend = [.. Legend(report, units).SelectMany(LegendSentence.AllOf)],
        };
    }

    private static IEnumerable<string> Legend(MemitReport report, RunUnits units)
    {
        if (report.Measured == MeasuredCall.Warm)
            yield return Explanations.WarmLegend;
        if (!AreAlike(report.Runs, units))
            yield return Explanations.WorstLegend;
        if (report is { Measured: MeasuredCall.Warm, Conditions.State: StateMode.Snapshot })
            yield return Explanations.SameStart;
        yield return Explanations.RunLegend;
        yield return FigureText.IsProgram(report) ? Explanations.ProgramRetained : Explanations.CallRetained;
        if (report.Runs.Any(static run => run.Collections.Sum() + run.First.Collections.Sum() > 0))
            yield return Explanations.CollectionsLegend;
    }

    private static ReportColumn<RunRow>[] Columns(RunUnits units) =>
    [
        new("Call", row => new ReportCell(row.Label) { Explanation = row.Explanation }, ColumnKind.Words) { NamesRows = true },
        new("Peak", row => ReportCell.Rounded(row.Figures.Peak, units.Peak)) { Explanation = Explanations.Peak },
        new("Increment", row => ReportCell.Rounded(row.Figures.Increment, units.Increment)) { Explanation = Explanations.Increment, GivesWay = 2 },
        new("Allocated", row => ReportCell.Exact(row.Figures.Allocated)) { Explanation = Explanations.Allocated },
        new("Retained", row => ReportCell.Rounded(row.Figures.Retained, units.Retained)) { Explanation = Explanations.Retained },
        new("GCs", row => new ReportCell(FigureText.Collections(row.Figures.Collections))) { Explanation = Explanations.Collections, GivesWay = 3 },
        new("Time", row => new ReportCell(FigureText.Elapsed(row.Figures.Elapsed))) { Explanation = Explanations.Time, GivesWay = 1 },
    ];

    private static IEnumerable<RunRow> Rows(MemitReport report, RunUnits units)
    {
        var worst = report.Worst!;
        var isWarm = report.Measured == MeasuredCall.Warm;
        yield return new(FigureText.Call(report), isWarm ? Explanations.WarmCall : FigureText.IsProgram(report) ? Explanations.Program : Explanations.FirstCall, worst);
        if (isWarm)
            yield return new("first call", Explanations.FirstCall, worst.First);
        if (!AreAlike(report.Runs, units))
            foreach (var (index, run) in report.Runs.Index())
                yield return new($"run {index + 1}", Explanations.Run, run);
    }

    /// <summary>Whether the runs' memory figures are equal as printed. Times always differ.</summary>
    private static bool AreAlike(IReadOnlyList<Run> runs, RunUnits units) =>
        runs.Select(run => (
            run.Allocated, units.Peak.Text(run.Peak), units.Increment.Text(run.Increment), units.Retained.Text(run.Retained), FigureText.Collections(run.Collections)))
            .Distinct().Count() <= 1;

    private sealed record RunRow(string Label, string Explanation, Figures Figures);
}
