using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>The table of a function that <c>#!mprun</c> profiled, in the columns that users of memory_profiler know.</summary>
internal static class LinesTable
{
    private const int FigureWidth = 11;

    public static ReportTable Of(FunctionLines function) => ReportTable.Of($"Line table of {function.Name}", Columns(function), function.Lines.Index()) with
    {
        Folds = LineFolds.Of(function),
        Footnote = function.Total.AllocatedElsewhere > 0 ? $"other threads allocated {ByteSize.Exact(function.Total.AllocatedElsewhere)} meanwhile" : null,
    };

    /// <summary>What is in the tables of a report, as far as it is in any of them.</summary>
    public static IReadOnlyList<LegendSentence> Legend(LineReport report)
    {
        var lines = report.Functions.SelectMany(static function => function.Lines).ToArray();
        return
        [
            .. LegendSentence.AllOf(Explanations.LineLegend),
            .. Sentence(Explanations.DidNotRun, lines.Any(static line => line.DidNotRun)),
            .. Sentence(Explanations.NoCode, lines.Any(static line => line.Occurrences is null)),
            .. Sentence(Explanations.SeveralLines, lines.Any(static line => line.LastLine is not null)),
            .. Sentence(Explanations.SeveralFunctions, report.Functions.Count(static function => function.Ran) > 1),
        ];
    }

    private static LegendSentence[] Sentence(string text, bool isTrue) => isTrue ? [new LegendSentence(text)] : [];

    private static List<ReportColumn<(int Index, LineFigures Line)>> Columns(FunctionLines function)
    {
        var total = function.Total;
        var ran = function.Ran;
        var grown = function.Lines.Sum(line => Math.Max(0, line.Increment ?? 0));
        var memory = SizeUnit.OfLargest(function.Lines.Select(line => line.Memory));
        var increment = SizeUnit.OfLargest(function.Lines.Select(line => line.Increment).Append(total.Increment));
        var colored = new Lazy<IReadOnlyList<IReadOnlyList<ColoredText>>>(() => CSharpColoring.Lines(string.Join('\n', function.Lines.Select(Content))));
        return
        [
            new("Line #", row => new ReportCell(FigureText.LineNumber(row.Line.Line))) { NamesRows = true, Total = new ReportCell("Total") },
            new("Mem usage", row => ReportCell.Rounded(row.Line.Memory, memory)) { MinimumWidth = FigureWidth, Explanation = Explanations.LineMemory, GivesWay = 1 },
            new("Increment", row => ReportCell.Rounded(row.Line.Increment, increment, HeatLevel.Of(row.Line.Increment, grown)))
            {
                MinimumWidth = FigureWidth,
                Explanation = Explanations.LineIncrement,
                GivesWay = 3,
                Total = ran ? new ReportCell(increment.Text(total.Increment)) : null,
            },
            new("Allocated", row => row.Line.DidNotRun ? new ReportCell("-") : ReportCell.Exact(row.Line.Allocated, HeatLevel.Of(row.Line.Allocated, total.Allocated)))
            {
                MinimumWidth = FigureWidth,
                Explanation = Explanations.LineAllocated,
                Total = ran ? new ReportCell(ByteSize.Exact(total.Allocated)) { IsStrong = true } : null,
            },
            .. Retained(function),
            new("Occurrences", row => new ReportCell(FigureText.Count(row.Line.Occurrences)) { IsZero = row.Line.Occurrences == 0 })
            {
                MinimumWidth = FigureWidth,
                Explanation = Explanations.Occurrences,
                GivesWay = 2,
                Total = new ReportCell(FigureText.Count(total.Activations)),
            },
            new("Line Contents", row => ReportCell.Code(Content(row.Line)) with { Colors = () => colored.Value[row.Index] }, ColumnKind.Code)
            {
                Total = new ReportCell(total.Activations == 1 ? "call" : ran ? "calls" : "did not run") { IsRemark = true },
            },
        ];
    }

    private static ReportColumn<(int Index, LineFigures Line)>[] Retained(FunctionLines function)
    {
        var unit = SizeUnit.OfLargest(function.Lines.Select(line => line.Retained));
        return function.Lines.Any(line => line.Retained is not null)
            ? [new("Retained", row => ReportCell.Rounded(row.Line.Retained, unit)) { MinimumWidth = FigureWidth, Explanation = Explanations.LineRetained }]
            : [];
    }

    /// <summary>The line without its end.</summary>
    private static string Content(LineFigures line) => line.Content.TrimEnd('\r', '\n').Replace('\n', ' ');
}
