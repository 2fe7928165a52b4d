using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Measuring;

/// <summary>Budgets of <c>#!memit</c>: <c>--max-allocated</c> and <c>--max-peak</c>.</summary>
internal static class Budget
{
    /// <summary>Says why a report fails its request's budgets.</summary>
    /// <param name="request">The request, with its budgets in bytes.</param>
    /// <param name="report">What was measured.</param>
    /// <returns>A sentence for each budget that a run exceeds; <see langword="null"/> when none does.</returns>
    public static string? Exceeded(MemitRequest request, MemitReport report)
    {
        string?[] sentences =
        [
            Exceeded("allocated", "--max-allocated", request.MaxAllocated, report.Runs, run => run.Allocated),
            Exceeded($"peak {report.Conditions.PeakName}", "--max-peak", request.MaxPeak, report.Runs, run => run.Peak),
        ];
        var exceeded = sentences.Where(sentence => sentence is not null).ToArray();
        return exceeded.Length == 0 ? null : string.Join(" ", exceeded);
    }

    private static string? Exceeded(string figure, string option, long? budget, IReadOnlyList<Run> runs, Func<Run, long?> read)
    {
        if (budget is not { } limit)
            return null;
        if (runs.Count > 0 && runs.All(run => read(run) is null))
            return $"The budget {option} cannot be checked: {figure} is not known here.";

        var over = Enumerable.Range(0, runs.Count).Where(run => read(runs[run]) > limit).ToArray();
        if (over.Length == 0)
            return null;
        var worst = over.MaxBy(run => read(runs[run]));
        var bytes = read(runs[worst])!.Value;
        return $"Over budget: {figure} {ByteSize.Exact(bytes)} in run {worst + 1} of {runs.Count}, {ByteSize.Exact(bytes - limit)} more than {option} {ByteSize.Exact(limit)}.";
    }
}
