using MemMagics.Magics;
using MemMagics.Reports;

namespace MemMagics.Measuring;

/// <summary>Budgets of <c>#!memit</c>: <c>--max-allocated</c> and <c>--max-peak</c>.</summary>
internal static class Budget
{
    /// <summary>Says why a report fails its request's budgets.</summary>
    /// <param name="request">The request with its budgets.</param>
    /// <param name="report">What was measured.</param>
    /// <returns>A sentence for each budget that a run exceeds; <see langword="null"/> when none does.</returns>
    public static string? Exceeded(MemitRequest request, MemitReport report)
    {
        var exceeded = All(request, report).Select(budget => budget.Exceeded(report.Runs)).OfType<string>().ToArray();
        return exceeded.Length == 0 ? null : string.Join(" ", exceeded);
    }

    /// <summary>Says, for each budget of a report that fails none of them, how much of it is used.</summary>
    public static IEnumerable<string> Met(MemitRequest request, MemitReport report) => All(request, report).Select(budget => budget.Met(report.Runs));

    private static IEnumerable<Limited> All(MemitRequest request, MemitReport report)
    {
        if (request.MaxAllocated is { } allocated)
            yield return new Limited("allocated", "--max-allocated", allocated, static run => run.Allocated);
        if (request.MaxPeak is { } peak)
            yield return new Limited($"peak {report.Conditions.PeakName}", "--max-peak", peak, static run => run.Peak);
    }

    private sealed record Limited(string Figure, string Option, SizeLimit Limit, Func<Run, long?> Read)
    {
        public string? Exceeded(IReadOnlyList<Run> runs)
        {
            if (runs.Count > 0 && runs.All(run => Read(run) is null))
                return $"The budget {Option} cannot be checked: {Figure} is not known here.";

            var over = Enumerable.Range(0, runs.Count).Where(run => Read(runs[run]) > Limit.Bytes).ToArray();
            if (over.Length == 0)
                return null;
            var worst = over.MaxBy(run => Read(runs[run]));
            var bytes = Read(runs[worst])!.Value;
            return $"Over budget: {Figure} {ByteSize.Exact(bytes)} in run {worst + 1} of {runs.Count}, {ByteSize.Exact(bytes - Limit.Bytes)} more than {Option} {Limit}.";
        }

        public string Met(IReadOnlyList<Run> runs) => $"Within budget: {Figure} {ByteSize.Exact(runs.Max(run => Read(run) ?? 0))} of {Option} {Limit}.";
    }
}
