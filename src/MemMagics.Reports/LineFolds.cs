namespace MemMagics.Reports;

/// <summary>The stretches of a long function in which nothing happens that is worth reading, so that what does is in sight without scrolling.</summary>
internal static class LineFolds
{
    private const int LongestUnfolded = 40;
    private const int MostInSight = 30;
    private const int Around = 2;
    private const int Shortest = 6;

    /// <summary>The stretches, from the first to the last; none of a function that is short, or did not run.</summary>
    public static IReadOnlyList<ReportFold> Of(FunctionLines function)
    {
        if (function.Lines.Count <= LongestUnfolded || !function.Ran)
            return [];

        var folds = new List<ReportFold>();
        var inSight = InSight(function);
        for (var first = 0; first < inSight.Length;)
        {
            var end = first;
            while (end < inSight.Length && !inSight[end])
                end++;
            if (end - first >= Shortest)
                folds.Add(new ReportFold(first, end - first, Label(function.Lines, first, end)));
            first = end + 1;
        }

        return folds;
    }

    /// <summary>The lines that the headline names, those that allocate as large a share of the function as still leaves few of them, some lines around each, and the first one.</summary>
    private static bool[] InSight(FunctionLines function)
    {
        var named = ReportSummary.Lines(function).Lines.ToHashSet();
        var least = Enumerable.Range(1, HeatLevel.Steps.Length).FirstOrDefault(level => InSightAt(level).Count(static inSight => inSight) <= MostInSight, int.MaxValue);
        return InSightAt(least);

        bool[] InSightAt(int level)
        {
            var inSight = new bool[function.Lines.Count];
            inSight[0] = true;
            foreach (var (index, line) in function.Lines.Index())
                if (named.Contains(line.Line) || HeatLevel.Of(line.Allocated, function.Total.Allocated) >= level)
                    inSight.AsSpan(Math.Max(0, index - Around)..Math.Min(inSight.Length, index + Around + 1)).Fill(true);
            return inSight;
        }
    }

    private static string Label(IReadOnlyList<LineFigures> lines, int first, int end)
    {
        var folded = lines.Skip(first).Take(end - first);
        var what = folded.Any(static line => line.Occurrences > 0) ? ByteSize.Exact(folded.Sum(static line => line.Allocated ?? 0)) : "did not run";
        return $"lines {FigureText.LineNumber(lines[first].Line)} to {FigureText.LineNumber(lines[end - 1].Line)}: {what}";
    }
}
