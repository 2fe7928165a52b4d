namespace MemMagics.Reports.Plots;

/// <summary>The tables of a plot, in the order in which every format prints them.</summary>
internal static class PlotTables
{
    private const int MostFunctions = 20;
    private const int MostProcesses = 15;

    public static IEnumerable<ReportTable> Of(MemoryPlot plot)
    {
        if (plot.Functions.Count > 0)
            yield return Functions(plot.Functions);
        if (plot.Processes.Count > 1)
            yield return Processes(plot.Processes);
        if (plot.CollectionTotals.Count > 0)
            yield return Collections(plot.CollectionTotals);
    }

    private static ReportTable Functions(IReadOnlyList<FunctionMark> functions) => ReportTable.Of<FunctionMark>(
        "Functions",
        [
            new("Begin", mark => new(FigureText.Elapsed(mark.Begin))),
            new("Time", mark => new(FigureText.Elapsed(mark.End - mark.Begin))),
            new("Calls", mark => new(FigureText.Count(mark.Calls))),
            new("At begin", mark => ReportCell.Rounded(mark.ResidentAtBegin)),
            new("At end", mark => ReportCell.Rounded(mark.ResidentAtEnd)),
            new("Increment", mark => ReportCell.Rounded(mark.ResidentAtEnd - mark.ResidentAtBegin)),
            new("Function", mark => ReportCell.Code(mark.Name), ColumnKind.Code) { NamesRows = true },
        ],
        functions.Take(MostFunctions)) with
    {
        Title = functions.Count > MostFunctions ? $"resident memory around functions, the first {MostFunctions} of {FigureText.Count(functions.Count)} marks" : "resident memory around functions",
    };

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
