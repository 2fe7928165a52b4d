namespace MemMagics.Reports.Plots;

/// <summary>The tables of a plot, in the order in which every format prints them.</summary>
internal static class PlotTables
{
    private const int MostRows = 20;
    private const int MostRuns = 5;
    private const int MostProcesses = 15;

    public static IEnumerable<ReportTable> Of(MemoryPlot plot)
    {
        if (plot.Functions.Count > 0)
            yield return Functions(plot.Functions, FigureText.MemoryOf(plot.PeakKind));
        if (plot.Processes.Count > 1)
            yield return Processes(plot.Processes);
        if (plot.CollectionTotals.Count > 0)
            yield return Collections(plot.CollectionTotals);
    }

    private static ReportTable Functions(IReadOnlyList<FunctionMark> functions, string memory)
    {
        var rows = RowsOf(functions);
        return ReportTable.Of<(FunctionMark Mark, TimeSpan Time)>(
            "Functions",
            [
                new("Begin", row => new(FigureText.Elapsed(row.Mark.Begin))),
                new("Time", row => new(FigureText.Elapsed(row.Time))),
                new("Calls", row => new(FigureText.Count(row.Mark.Calls))),
                new("At begin", row => ReportCell.Rounded(row.Mark.ResidentAtBegin)),
                new("At end", row => ReportCell.Rounded(row.Mark.ResidentAtEnd)),
                new("Increment", row => ReportCell.Rounded(row.Mark.ResidentAtEnd - row.Mark.ResidentAtBegin)),
                new("Function", row => ReportCell.Code(row.Mark.Name), ColumnKind.Code) { NamesRows = true },
            ],
            rows.Take(MostRows)) with
        {
            Title = rows.Count > MostRows ? $"{memory} around functions, the first {MostRows} of {FigureText.Count(rows.Count)}" : $"{memory} around functions",
        };
    }

    /// <summary>A function that ran very often has one row: from its first run to its last.</summary>
    private static List<(FunctionMark Mark, TimeSpan Time)> RowsOf(IReadOnlyList<FunctionMark> functions) =>
    [
        .. functions.GroupBy(mark => mark.Name)
            .SelectMany(runs => runs.Count() <= MostRuns
                ? runs.Select(mark => (mark, mark.End - mark.Begin))
                : [(runs.Last() with { Begin = runs.First().Begin, ResidentAtBegin = runs.First().ResidentAtBegin, Calls = runs.Sum(mark => mark.Calls) }, new TimeSpan(runs.Sum(mark => (mark.End - mark.Begin).Ticks)))])
            .OrderBy(row => row.Item1.Begin),
    ];

    private static ReportTable Processes(IReadOnlyList<PlottedProcess> processes) => ReportTable.Of<PlottedProcess>(
        "Processes",
        [
            new("Peak", process => ReportCell.Rounded(process.Peak)),
            new("Process", process => new(process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            new("Command", process => ReportCell.Code(process.Name), ColumnKind.Code) { NamesRows = true },
        ],
        processes.OrderByDescending(process => process.Peak).Take(MostProcesses)) with
    {
        Title = processes.Count > MostProcesses ? $"processes, the largest {MostProcesses} of {FigureText.Count(processes.Count)}" : "processes",
    };

    private static ReportTable Collections(IReadOnlyList<CollectionTotal> totals) => ReportTable.Of<CollectionTotal>(
        "Garbage collections",
        [
            new("Generation", total => new(FigureText.LineNumber(total.Generation)), ColumnKind.Words) { NamesRows = true },
            new("Collections", total => new(FigureText.Count(total.Count))),
            new("Paused", total => new(FigureText.Elapsed(total.Pause))),
            new("Longest pause", total => new(FigureText.Elapsed(total.LongestPause))),
        ],
        totals) with
    {
        Title = "garbage collections",
    };
}
