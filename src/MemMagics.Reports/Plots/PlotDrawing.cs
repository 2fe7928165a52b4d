using System.Globalization;
using MemMagics.Reports.Output;

namespace MemMagics.Reports.Plots;

/// <summary>A plot as SVG: memory over time, below it a lane for each function and for each generation of collections, and what the lines are.</summary>
internal sealed class PlotDrawing
{
    private const int BroadWidth = 960;
    private const int NarrowWidth = 360;
    private const int LabelLength = 10;
    private const int MostFunctions = 12;
    private const int MostLines = 6;
    private const int MostBrackets = 40;
    private const int LongestName = 90;
    private const int LongestNameOnPhone = 12;

    private readonly bool _isNarrow;
    private readonly MemoryPlot _plot;
    private readonly ChartSvg _chart;
    private readonly HtmlText _svg = new();
    private int _y;

    private PlotDrawing(MemoryPlot plot, bool isNarrow)
    {
        _plot = plot;
        _isNarrow = isNarrow;
        _chart = new ChartSvg(isNarrow ? NarrowWidth : BroadWidth, isNarrow ? 200 : 300, plot.Duration, 0, Highest(plot));
        _y = _chart.Bottom;
    }

    /// <summary>The most memory that anything in the picture is at: what a function had when it ended may be more than was sampled.</summary>
    private static long Highest(MemoryPlot plot) =>
        plot.Samples.Select(static sample => sample.Resident).Append(plot.Peak?.Resident ?? 0).Concat(plot.Functions.SelectMany(static mark => (long[])[mark.ResidentAtBegin, mark.ResidentAtEnd])).Max();

    /// <summary>Draws a plot with at least one sample.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="isNarrow">Whether it is drawn for a phone, on which what is drawn for a screen could not be read.</param>
    /// <returns>The shapes, and the size of the picture.</returns>
    public static (Html Shapes, int Width, int Height) Of(MemoryPlot plot, bool isNarrow = false)
    {
        var drawing = new PlotDrawing(plot, isNarrow);
        drawing.AppendMemory();
        drawing.AppendFunctions();
        drawing.AppendCollections();
        drawing.AppendKey();
        return (new Html(drawing._svg.ToString()), isNarrow ? NarrowWidth : BroadWidth, drawing._y + 6);
    }

    private void AppendMemory()
    {
        _chart.AppendAxes(_svg);
        _chart.AppendArea(_svg, Drawn(_plot.Samples));
        foreach (var (process, line) in Lines())
            _chart.AppendLine(_svg, Drawn(process.Samples), line.Color, line.Dashes);
        if (_plot.Peak is not { } peak)
            return;

        var isRight = peak.Elapsed > _plot.Duration / 2;
        _svg.Append($"""<circle cx="{_chart.X(peak.Elapsed)}" cy="{_chart.Y(peak.Resident)}" r="3.5" fill="{ChartSvg.Accent}"/>""");
        _svg.Append($"""<text x="{_chart.X(peak.Elapsed)}" y="{_chart.Y(peak.Resident)}" dx="{(isRight ? -8 : 8)}" dy=".35em" text-anchor="{(isRight ? "end" : "start")}" font-size="12" font-weight="600" fill="currentColor">peak {ByteSize.Rounded(peak.Resident)}</text>""");
    }

    /// <summary>What is drawn of samples: on a phone the largest at each pixel, for the page holds them twice.</summary>
    private IReadOnlyList<MemorySample> Drawn(IReadOnlyList<MemorySample> samples) =>
        _isNarrow ? [.. samples.GroupBy(sample => (int)_chart.XOf(sample.Elapsed)).Select(static at => at.MaxBy(static sample => sample.Resident)!)] : samples;

    private IEnumerable<(PlottedProcess Process, (string Color, string Dashes) Line)> Lines() =>
        _plot.Processes.Count < 2 ? [] : _plot.Processes.OrderByDescending(process => process.Peak).Take(MostLines).Zip(ChartSvg.Lines);

    private void AppendFunctions()
    {
        foreach (var (index, marks) in _plot.Functions.GroupBy(mark => mark.Name).Take(MostFunctions).Index())
        {
            var color = ChartSvg.Lines[index % ChartSvg.Lines.Length].Color;
            AppendLabel(marks.Key);
            foreach (var mark in Thinned(marks, mark => mark.Begin, mark => mark.End - mark.Begin))
                _chart.AppendSpan(_svg, _y, mark.Begin, mark.End, color, FunctionTitle(mark));

            if (_plot.Functions.Count <= MostBrackets)
                foreach (var mark in marks)
                    AppendBrackets(mark, color);
            _y += ChartSvg.LaneHeight;
        }
    }

    /// <summary>A bracket at the memory that there was when the function began, one at that of its end, and lines from them to its lane.</summary>
    private void AppendBrackets(FunctionMark mark, string color)
    {
        foreach (var (moment, resident, side) in new[] { (mark.Begin, mark.ResidentAtBegin, 4), (mark.End, mark.ResidentAtEnd, -4) })
        {
            var (x, y) = (_chart.X(moment), _chart.Y(resident));
            _svg.Append($"""<path d="M{x} {_y + 4}V{y}" stroke="{color}" stroke-opacity=".5" stroke-dasharray="2 3"/><path d="M{x} {y}m{side} -8h{-side}v16h{side}" fill="none" stroke="{color}" stroke-width="2"/>""");
        }
    }

    private void AppendCollections()
    {
        foreach (var total in _plot.CollectionTotals)
        {
            AppendLabel($"gen {total.Generation}");
            foreach (var mark in Thinned(_plot.Collections.Where(mark => mark.Generation == total.Generation), mark => mark.Elapsed, mark => mark.Pause))
                _chart.AppendCollection(_svg, _y, mark.Generation, mark.Elapsed, mark.Pause, CollectionTitle(mark));
            _y += ChartSvg.LaneHeight;
        }
    }

    private void AppendKey()
    {
        var lines = Lines().ToList();
        if (lines.Count > 0)
            AppendKey(ChartSvg.Accent, "none", "all processes together");
        foreach (var (process, (color, dashes)) in lines)
            AppendKey(color, dashes, $"{ShortText.End(process.Name, _isNarrow ? LongestNameOnPhone : LongestName)} ({Id(process)}), peak {ByteSize.Rounded(process.Peak)}");
    }

    private void AppendKey(string color, string dashes, string text)
    {
        var (left, _) = _chart.Sides;
        _svg.Append($"""<path d="M{left} {_y + 12}h28" stroke="{color}" stroke-width="2" stroke-dasharray="{dashes}"/><text x="{left + 36}" y="{_y + 16}" font-size="12" fill="currentColor">{text}</text>""");
        _y += ChartSvg.LaneHeight;
    }

    private void AppendLabel(string name) => _chart.AppendLane(_svg, _y, ShortText.Middle(name, LabelLength));

    /// <summary>Of the marks that begin at one pixel, the longest.</summary>
    private IEnumerable<TMark> Thinned<TMark>(IEnumerable<TMark> marks, Func<TMark, TimeSpan> begin, Func<TMark, TimeSpan> length) =>
        marks.GroupBy(mark => (int)_chart.XOf(begin(mark))).Select(at => at.MaxBy(length)!);

    private static string FunctionTitle(FunctionMark mark) =>
        $"{mark.Name}{(mark.Calls > 1 ? $", {FigureText.Count(mark.Calls)} calls" : "")}: {FigureText.Elapsed(mark.End - mark.Begin)}, {ByteSize.Rounded(mark.ResidentAtBegin)} → {ByteSize.Rounded(mark.ResidentAtEnd)}";

    private static string CollectionTitle(CollectionMark mark) =>
        $"gen {mark.Generation}{(mark.IsBackground ? ", in the background" : "")} at {FigureText.Elapsed(mark.Elapsed)}, paused for {FigureText.Elapsed(mark.Pause)}{(mark.HeapAfter is { } heap ? $", heap {ByteSize.Rounded(heap)} after it" : "")}";

    private static string Id(PlottedProcess process) => process.Id.ToString(CultureInfo.InvariantCulture);
}
