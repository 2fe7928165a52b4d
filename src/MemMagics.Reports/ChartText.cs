using System.Text;

namespace MemMagics.Reports;

/// <summary>A chart of characters: memory as columns of blocks, below them rows of marks.</summary>
/// <param name="text">Receives its lines.</param>
/// <param name="end">The time at the right edge.</param>
/// <param name="width">How many characters a line may have.</param>
internal sealed class ChartText(StringBuilder text, TimeSpan end, int width)
{
    public const int LongestName = Margin - 2;

    private const string Blocks = " ▁▂▃▄▅▆▇█";
    private const int Eighths = 8;
    private const int Margin = 11;
    private const int TickColumns = 14;

    /// <summary>How many columns memory is drawn in.</summary>
    public int Columns { get; } = Math.Max(TickColumns, width - Margin - 1);

    /// <param name="highest">The highest value of each column.</param>
    /// <param name="axis">The axis of memory.</param>
    /// <param name="rows">How many rows there are, about.</param>
    public void AppendMemory(IReadOnlyList<long> highest, ChartAxis axis, int rows)
    {
        var rowsOfStep = Math.Max(1, rows / axis.Steps);
        for (var row = axis.Steps * rowsOfStep; row > 0; row--)
        {
            // The line at the upper edge of a row of blocks is its value.
            var label = row % rowsOfStep == 0 ? axis.Text(axis.First + (row / rowsOfStep * axis.Step)) : "";
            text.Append(label.PadLeft(Margin - 1)).Append(label.Length > 0 ? " ┤" : " │");
            text.Append(string.Concat(highest.Select(value => Block(((value - axis.First) / axis.Step * rowsOfStep) - (row - 1)))).TrimEnd()).Append('\n');
        }
    }

    /// <summary>The axis of time, and the value at the foot of the other one.</summary>
    public void AppendTimes(string foot)
    {
        var axis = ChartAxis.OfTime(end, Columns / TickColumns);
        var rule = new StringBuilder(new string('─', Columns));
        var labels = new StringBuilder(new string(' ', Columns));
        foreach (var tick in axis.Ticks)
        {
            var column = SampleColumns.Of(TimeSpan.FromSeconds(tick), end, Columns);
            rule[column] = '┬';
            var label = axis.Text(tick);
            var start = Math.Min(column, Columns - label.Length);
            for (var i = 0; i < label.Length; i++)
                labels[start + i] = label[i];
        }

        text.Append(foot.PadLeft(Margin - 1)).Append(" └").Append(rule).Append('\n');
        text.Append(' ', Margin + 1).Append(labels.ToString().TrimEnd()).Append('\n');
    }

    /// <summary>Memory in one row.</summary>
    public void AppendLine(string name, IReadOnlyList<long> highest, ChartAxis axis) =>
        AppendRow(name, [.. highest.Select(value => Block((value - axis.First) / (axis.Last - axis.First)))]);

    /// <summary>How many begin in each column: a digit, + for more than nine.</summary>
    public void AppendCounts(string name, IEnumerable<(TimeSpan Moment, int Count)> moments)
    {
        var counts = new long[Columns];
        foreach (var (moment, count) in moments)
            counts[SampleColumns.Of(moment, end, Columns)] += count;
        AppendRow(name, [.. counts.Select(count => count switch { 0 => '·', > 9 => '+', _ => (char)('0' + count) })]);
    }

    /// <summary>From [ to ], | where that is in one column.</summary>
    public void AppendBars(string name, IEnumerable<(TimeSpan Begin, TimeSpan End)> spans)
    {
        var bars = new char[Columns];
        Array.Fill(bars, '·');
        foreach (var span in spans)
        {
            var (first, last) = (SampleColumns.Of(span.Begin, end, Columns), SampleColumns.Of(span.End, end, Columns));
            for (var column = first; column <= last; column++)
                bars[column] = first == last ? '|' : column == first ? '[' : column == last ? ']' : '=';
        }

        AppendRow(name, bars);
    }

    private void AppendRow(string name, char[] marks) => text.Append(name.PadLeft(Margin - 1)).Append("  ").Append(new string(marks).TrimEnd()).Append('\n');

    /// <param name="filled">How much of it is filled; all above 1, nothing below 0.</param>
    private static char Block(double filled) => Blocks[(int)Math.Clamp(Math.Ceiling(filled * Eighths), 0, Eighths)];
}
