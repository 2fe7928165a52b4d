namespace MemMagics.Reports;

/// <summary>Makes a table fit into lines of a certain width: columns give way first, the least important of them first; then what is in the last one is cut.</summary>
internal static class TableFit
{
    private const int Gap = 2;
    private const int GapBeforeCode = Gap + 1;
    private const int TabWidth = 4;

    // With less of it code says nothing.
    private const int NarrowestCode = 28;

    /// <summary>The table with the columns that there is room for.</summary>
    /// <param name="table">The table.</param>
    /// <param name="width">The characters of a line.</param>
    public static ReportTable Into(ReportTable table, int width)
    {
        if (Enumerable.Range(0, table.Columns.Count).Sum(column => Width(table, column) + Gap) - Gap + (EndsInCode(table) ? GapBeforeCode - Gap : 0) <= width)
            return table;

        var fitted = table with { Columns = [.. table.Columns.Select(static column => column with { MinimumWidth = 0 })] };
        while (!Fits(fitted, width) && Next(fitted) is { } column)
            fitted = Without(fitted, column);
        return Cut(fitted, width);
    }

    private static int? Next(ReportTable table) =>
        table.Columns.Index().Where(static column => column.Item.GivesWay is not null).OrderBy(static column => column.Item.GivesWay).Select(static column => (int?)column.Index).FirstOrDefault();

    private static ReportTable Without(ReportTable table, int column)
    {
        return table with
        {
            Columns = [.. Others(table.Columns)],
            Rows = [.. table.Rows.Select(row => row with { Cells = [.. Others(row.Cells)] })],
            Total = table.Total is { } total ? total with { Cells = [.. Others(total.Cells)] } : null,
            Legend = [.. table.Legend.Where(sentence => !sentence.IsAbout(table.Columns[column]))],
        };

        IEnumerable<T> Others<T>(IReadOnlyList<T> all) => all.Where((_, index) => index != column);
    }

    /// <summary>Whether the others leave enough room for the last column to say something.</summary>
    private static bool Fits(ReportTable table, int width) => Room(table, width) >= (EndsInCode(table) ? Math.Min(NarrowestCode, Width(table, table.Columns.Count - 1)) : 0);

    private static ReportTable Cut(ReportTable table, int width)
    {
        var room = Math.Max(NarrowestCode, Room(table, width));
        return EndsInCode(table) ? table with { Rows = [.. table.Rows.Select(row => row with { Cells = [.. row.Cells.SkipLast(1), Cut(row.Cells[^1], room)] })] } : table;
    }

    private static ReportCell Cut(ReportCell cell, int room) => cell with { Text = ShortText.End(cell.Fitted?.Invoke(room) ?? Text(cell), room), Fitted = null };

    private static bool EndsInCode(ReportTable table) => table.Columns[^1].Kind == ColumnKind.Code;

    /// <summary>What the other columns leave to the last one, if it holds code; what is left of the line otherwise.</summary>
    private static int Room(ReportTable table, int width)
    {
        var others = EndsInCode(table) ? table.Columns.Count - 1 : table.Columns.Count;
        return width - Enumerable.Range(0, others).Sum(column => Width(table, column) + Gap) + (EndsInCode(table) ? Gap - GapBeforeCode : Gap);
    }

    private static int Width(ReportTable table, int column) =>
        Math.Max(Math.Max(table.Columns[column].MinimumWidth, table.Columns[column].Heading.Length), table.AllRows.Select(row => Text(row.Cells[column]).Length).DefaultIfEmpty().Max());

    private static string Text(ReportCell cell) => cell.Text.Replace("\t", new string(' ', TabWidth), StringComparison.Ordinal).TrimEnd();
}
