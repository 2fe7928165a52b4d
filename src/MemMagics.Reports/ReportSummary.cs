namespace MemMagics.Reports;

/// <summary>What a reader should know first, in one line.</summary>
internal static class ReportSummary
{
    /// <summary>The figures of a <c>#!memit</c>, the one that is exact first, each with its name: <c>allocates 8,000,120 B; peak +7.63 MiB; retained +7.63 MiB</c>.</summary>
    public static string Of(MemitReport report)
    {
        if (report.Worst is not { } worst)
            return "no run completed";

        var units = RunUnits.Of(report);
        var upTo = report.Runs.All(run => run.Allocated == worst.Allocated) ? "" : "up to ";
        var call = report.Measured == MeasuredCall.Warm || FigureText.IsProgram(report) ? "" : " in the first call";
        var peak = worst.Peak is { } bytes ? $"peak {units.Peak.Change(bytes)}" : "peak unknown";
        var remark = PeakRemark.Of(report) is { } why ? $" ({why})" : "";
        var retained = worst.Retained is { } kept ? $"; retained {units.Retained.Change(kept)}" : "";
        return $"allocates {upTo}{ByteSize.Exact(worst.Allocated)}{call}; {peak}{remark}{retained}";
    }

    /// <summary>
    /// The line that users of memory_profiler know: <c>worst of 3: 7.63 MiB per loop (allocated 8,000,120 B, retained 7.63 MiB; first call 8.21 MiB, 8,104,332 B)</c>;
    /// <see langword="null"/> without runs.
    /// </summary>
    public static string? Familiar(MemitReport report)
    {
        if (report.Worst is not { } worst)
            return null;

        var units = RunUnits.Of(report);
        var isWarm = report.Measured == MeasuredCall.Warm;
        var peak = worst.Peak is { } bytes ? units.Peak.Text(bytes) : "peak unknown";
        var retained = worst.Retained is { } kept ? $", retained {units.Retained.Text(kept)}" : "";
        var firstPeak = worst.First.Peak is { } first ? $"{units.Peak.Text(first)}, " : "";
        var firstCall = isWarm ? $"; first call {firstPeak}{ByteSize.Exact(worst.First.Allocated)}" : "";
        return $"{(report.Runs.Count == 1 ? "one run" : $"worst of {report.Runs.Count}")}: {peak}{(isWarm ? " per loop" : FigureText.IsProgram(report) ? "" : " in the first call")} (allocated {ByteSize.Exact(worst.Allocated)}{retained}{firstCall})";
    }

    /// <summary>The lines that matter of the function that matters most.</summary>
    public static string Of(LineReport report) => Lines(report).ToString();

    /// <summary><c>line 5 allocates 96 % of 8,000,120 B</c>: the fewest lines, up to three, that account for four fifths; where not even three account for half, no line stands out.</summary>
    public static string Of(FunctionLines function) => Lines(function).ToString();

    /// <summary>The same as <see cref="Of(LineReport)"/>, with the lines apart.</summary>
    public static LineSummary Lines(LineReport report)
    {
        if (Heaviest(report) is not { } heaviest)
            return new LineSummary("no function was profiled", [], "");
        if (report.Functions.All(function => !function.Ran) && report.Functions.Count > 1)
            return new LineSummary("none of the functions ran", [], "");
        var summary = Lines(heaviest);
        return summary with { Before = $"{heaviest.Name}: {summary.Before}" };
    }

    /// <summary>The function that matters most; <see langword="null"/> where none was profiled.</summary>
    public static FunctionLines? Heaviest(LineReport report) => report.Functions.MaxBy(function => function.Total.Allocated);

    /// <summary>The same as <see cref="Of(FunctionLines)"/>, with the lines apart.</summary>
    public static LineSummary Lines(FunctionLines function)
    {
        if (!function.Ran)
            return new LineSummary("did not run", [], "");
        var total = function.Total.Allocated;
        if (total <= 0)
            return new LineSummary("allocates nothing", [], "");

        var heaviest = function.Lines.Where(line => line.Allocated > 0).OrderByDescending(line => line.Allocated).ToArray();
        var take = 0;
        long sum = 0;
        while (take < Math.Min(3, heaviest.Length) && sum < 0.8 * total)
            sum += heaviest[take++].Allocated!.Value;
        if (take == 0)
            return new LineSummary($"allocates {ByteSize.Exact(total)}", [], "");
        if (sum < 0.5 * total)
            return new LineSummary($"{heaviest.Length} lines allocate {ByteSize.Exact(total)}, line ", [heaviest[0].Line], $" the most with {FigureText.Share(heaviest[0].Allocated!.Value, total)}");

        var numbers = heaviest.Take(take).Select(line => line.Line).Order().ToArray();
        var share = $"{FigureText.Share(sum, total)} of {ByteSize.Exact(total)}";
        return numbers.Length == 1 ? new LineSummary("line ", numbers, $" allocates {share}") : new LineSummary("lines ", numbers, $" allocate {share}");
    }
}
