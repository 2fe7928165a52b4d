using MemMagics.Reports;

namespace MemMagics.Testing;

/// <summary>Compares what code costs with its budget.</summary>
internal static class BudgetCheck
{
    /// <summary>Measures code, and fails the test if it is over budget.</summary>
    public static Measurement Run(MemoryBudget budget, TestCode code, CancellationToken cancellationToken)
    {
        var measured = budget is { Peak: null, Retained: null }
            ? TestMeasurement.Of(code, bounds => bounds.Allocated <= budget.Allocated || bounds.AllocatedAtLeast > budget.Allocated, cancellationToken)
            : TestMeasurement.InFreshProcess(code, cancellationToken);
        string?[] sentences =
        [
            Allocated(budget, measured),
            Exceeded($"peak {measured.Conditions.PeakName}", budget.Peak, measured.Peak),
            Exceeded("retained", budget.Retained, measured.Retained),
        ];
        var exceeded = sentences.OfType<string>().ToList();
        return exceeded.Count == 0 ? measured : throw AssertionFailure.Of(code.Tests, new BudgetMessage(code, measured, exceeded).Build(cancellationToken));
    }

    private static string? Allocated(MemoryBudget budget, Measurement measured)
    {
        if (budget.Allocated is not { } limit || measured.Allocated <= limit)
            return null;
        if (measured.IsExact)
            return Exceeded("allocated", limit, measured.Allocated);

        var between = $"between {ByteSize.Exact(measured.AllocatedAtLeast)} and {ByteSize.Exact(measured.Allocated)}";
        return measured.AllocatedAtLeast > limit
            ? $"Over budget: allocated {between}, at least {ByteSize.Exact(measured.AllocatedAtLeast - limit)} more than {ByteSize.Exact(limit)}."
            : $"Nobody can tell whether it is over budget: allocated {between}, allowed {ByteSize.Exact(limit)}.";
    }

    private static string? Exceeded(string figure, long? budget, long? bytes) => budget is not { } limit ? null
        : bytes is not { } measured ? $"The budget cannot be checked: {figure} is not known here."
        : measured <= limit ? null
        : $"Over budget: {figure} {ByteSize.Exact(measured)}, {ByteSize.Exact(measured - limit)} more than {ByteSize.Exact(limit)}.";
}
