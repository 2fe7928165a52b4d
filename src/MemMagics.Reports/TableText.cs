using System.Text;
using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Prints tables as plain text for a fixed-width font, as wide as what is in them.</summary>
internal static class TableText
{
    private const string Gap = "  ";
    private const int LongestRule = 120;

    // What can be shortened is, to the width of a terminal. Beside many figures it keeps so much room that it still says something.
    private const int Width = 80;
    private const int NarrowestFitted = 40;

    /// <summary>Adds a table, each line with its end.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="table">The table.</param>
    /// <param name="lineWidth">The characters of a line; <see langword="null"/> for as many as there are in the table, but in a last column that can be shortened.</param>
    public static void Append(StringBuilder text, ReportTable table, int? lineWidth = null)
    {
        if (lineWidth is { } most && table.Rows.Count > 0)
            table = TableFit.Into(table, most);
        if (table is { Rows.Count: 0, WhenEmpty: { } phrase })
        {
            text.Append(phrase).Append('\n');
            return;
        }

        if (table.Title is { } title)
            text.Append(title).Append(":\n");
        var headings = table.Columns.Select(column => column.Heading).ToArray();
        var rows = table.Rows.Select(Texts).ToList();
        var total = table.Total is null ? null : Texts(table.Total);
        if (lineWidth is null && table.Rows.Any(row => row.Cells[^1].Fitted is not null))
            Fit(table, headings, rows, total);
        var widths = Widths(table.Columns, [headings, .. rows, .. total is null ? [] : new[] { total }]);
        var rule = Math.Min(LongestRule, widths.Sum() + (Gap.Length * (widths.Length - 1)) + table.Columns.Count(column => column.Kind == ColumnKind.Code));
        AppendRow(text, table.Columns, headings, widths);
        text.Append('=', rule).Append('\n');
        foreach (var row in rows)
            AppendRow(text, table.Columns, row, widths);
        if (total is not null)
        {
            text.Append('-', rule).Append('\n');
            AppendRow(text, table.Columns, total, widths);
        }

        if (table.Footnote is { } footnote)
            text.Append(ShortLines.Of(footnote, lineWidth)).Append('\n');
        if (table.LegendText is { } legend)
            text.Append(ShortLines.Of(legend, Math.Min(lineWidth ?? LongestRule, LongestRule))).Append('\n');
    }

    /// <summary>In a column of code nothing but brackets tells a word from code.</summary>
    private static string[] Texts(ReportRow row) => [.. row.Cells.Select(cell => cell.IsRemark ? $"({cell.Text})" : cell.Text.TrimEnd())];

    /// <summary>Shortens what is in the last column to the room that the others leave.</summary>
    private static void Fit(ReportTable table, string[] headings, IReadOnlyList<string[]> rows, string[]? total)
    {
        var taken = Widths(table.Columns, [headings, .. rows, .. total is null ? [] : new[] { total }]).SkipLast(1).Sum(width => width + Gap.Length) + 1;
        foreach (var (row, texts) in table.Rows.Zip(rows))
            texts[^1] = row.Cells[^1].Fitted?.Invoke(Math.Max(NarrowestFitted, Width - taken)) ?? texts[^1];
    }

    private static int[] Widths(IReadOnlyList<ReportColumn> columns, IReadOnlyList<string[]> rows) =>
        [.. columns.Select((column, index) => Math.Max(column.MinimumWidth, rows.Max(row => row[index].Length)))];

    /// <summary>Words are right-aligned, next to the figures that they name; code is left-aligned after a wider gap, where it has room.</summary>
    private static void AppendRow(StringBuilder text, IReadOnlyList<ReportColumn> columns, string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        foreach (var (index, cell) in cells.Index())
        {
            line.Append(index > 0 ? Gap : "");
            line.Append(columns[index].Kind == ColumnKind.Code ? " " + cell : cell.PadLeft(widths[index]));
        }

        text.Append(line.ToString().TrimEnd()).Append('\n');
    }
}
