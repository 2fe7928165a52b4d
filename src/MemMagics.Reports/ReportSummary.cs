namespace MemMagics.Reports;

/// <summary>What a reader should know first, in one line.</summary>
internal static class ReportSummary
{
    /// <summary>The line that users of memory_profiler know, and more: <c>worst of 3: 7.63 MiB per loop (allocated 8,000,120 B, retained 7.63 MiB; first call 8.21 MiB, 8,104,332 B)</c>.</summary>
    public static string Of(MemitReport report) => report.Worst is null ? Headline(report) : $"{Headline(report)} ({Details(report.Worst, report.Measured)})";

    /// <summary>The part of the line that matters most: <c>worst of 3: 7.63 MiB per loop</c>.</summary>
    public static string Headline(MemitReport report)
    {
        if (report.Worst is not { } worst)
            return "no run completed";

        var call = report.Measured == MeasuredCall.Warm ? "per loop" : "in the first call";
        var peak = worst.Peak is { } bytes ? ByteSize.Rounded(bytes) : "peak unknown";
        return $"worst of {report.Runs.Count}: {peak} {call}";
    }

    /// <summary>The rest of the line: <c>allocated 8,000,120 B, retained 7.63 MiB; first call 8.21 MiB, 8,104,332 B</c>.</summary>
    public static string Details(Run worst, MeasuredCall measured)
    {
        var retained = worst.Retained is { } kept ? $", retained {ByteSize.Rounded(kept)}" : "";
        var first = measured == MeasuredCall.Warm ? $"; first call {PeakOf(worst.First)}{ByteSize.Exact(worst.First.Allocated)}" : "";
        return $"allocated {ByteSize.Exact(worst.Allocated)}{retained}{first}";
    }

    /// <summary>The lines that matter of the function that matters most.</summary>
    public static string Of(LineReport report)
    {
        if (report.Functions.MaxBy(function => function.Total.Allocated) is not { } heaviest)
            return "no function was profiled";
        return report.Functions.All(function => !function.Ran) && report.Functions.Count > 1
            ? "none of the functions ran"
            : $"{heaviest.Name}: {Of(heaviest)}";
    }

    /// <summary><c>line 5 allocates 96 % of 7.63 MiB</c>: the fewest lines, up to three, that account for four fifths; where not even three account for half, no line stands out.</summary>
    public static string Of(FunctionLines function)
    {
        if (!function.Ran)
            return "did not run";
        var total = function.Total.Allocated;
        if (total <= 0)
            return "allocates nothing";

        var heaviest = function.Lines.Where(line => line.Allocated > 0).OrderByDescending(line => line.Allocated).ToArray();
        var take = 0;
        long sum = 0;
        while (take < Math.Min(3, heaviest.Length) && sum < 0.8 * total)
            sum += heaviest[take++].Allocated!.Value;
        if (take == 0)
            return $"allocates {ByteSize.Rounded(total)}";
        if (sum < 0.5 * total)
            return $"{heaviest.Length} lines allocate {ByteSize.Rounded(total)}, line {heaviest[0].Line} the most with {FigureText.Share(heaviest[0].Allocated!.Value, total)}";

        var numbers = heaviest.Take(take).Select(line => line.Line).Order().ToArray();
        var lines = numbers.Length == 1
            ? $"line {numbers[0]} allocates"
            : $"lines {string.Join(", ", numbers[..^1])} and {numbers[^1]} allocate";
        return $"{lines} {FigureText.Share(sum, total)} of {ByteSize.Rounded(total)}";
    }

    private static string PeakOf(Figures figures) => figures.Peak is { } peak ? $"{ByteSize.Rounded(peak)}, " : "";
}
