using System.Text;
using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Prints tables as Markdown.</summary>
internal static class TableMarkdown
{
    /// <summary>The table as blocks separated by blank lines, without a line break at the end.</summary>
    public static string Of(ReportTable table)
    {
        if (table is { Rows.Count: 0, WhenEmpty: { } phrase })
            return FigureText.Sentence(phrase);

        var text = new StringBuilder(table.Title is null ? "" : $"{MarkdownText.Escaped(FigureText.Capitalised(table.Title))}:\n\n");
        text.Append("| ").AppendJoin(" | ", table.Columns.Select(column => column.Heading)).Append(" |\n|");
        text.AppendJoin('|', table.Columns.Select(column => column.Kind == ColumnKind.Figures ? "--:" : ":--")).Append('|');
        foreach (var row in table.AllRows)
        {
            // A whole row in bold is hard to read: its name is enough.
            var isBold = row.IsHeadline || ReferenceEquals(row, table.Total);
            text.Append("\n| ").AppendJoin(" | ", table.Columns.Zip(row.Cells, (column, cell) => Cell(cell, cell.IsStrong || (isBold && column.NamesRows)))).Append(" |");
        }

        if (table.Footnote is { } footnote)
            text.Append("\n\n").Append(MarkdownText.Escaped(FigureText.Sentence(footnote)));
        if (table.LegendText is { } legend)
            text.Append("\n\n").Append(MarkdownText.Escaped(legend));
        return text.ToString();
    }

    private static string Cell(ReportCell cell, bool isBold)
    {
        var text = cell.IsCode ? MarkdownText.CodeSpan(cell.Text) : MarkdownText.Escaped(MarkdownText.OnOneLine(cell.Text));
        return isBold && text.Length > 0 ? $"**{text}**" : text;
    }
}
