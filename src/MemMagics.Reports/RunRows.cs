namespace MemMagics.Reports;

/// <summary>Which rows the table of a <c>#!memit</c> has.</summary>
internal static class RunRows
{
    /// <summary>The worst, the worst first call where another call is the headline, and every run when they differ.</summary>
    public static IEnumerable<(string Label, Figures Figures)> Of(MemitReport report)
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
