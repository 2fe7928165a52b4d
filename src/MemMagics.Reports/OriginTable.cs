namespace MemMagics.Reports;

/// <summary>What the tables of origins have in common: the same figures in front of what a row is about, the largest rows, and the others in one.</summary>
internal static class OriginTable
{
    private const int MaximumShown = 15;

    /// <summary>A table of the largest items.</summary>
    /// <param name="origins">The origins, whose totals are the table's.</param>
    /// <param name="phrase">Its title.</param>
    /// <param name="items">What was allocated, the largest first.</param>
    /// <param name="figures">An item's figures.</param>
    /// <param name="kind">What several items are called: <c>types</c>.</param>
    /// <param name="own">What of all that was allocated an item has, in a sentence; <see langword="null"/> where that is plain.</param>
    /// <param name="countsObjects">Whether the objects are counted in a column, and what is alive of them: not where an item's name has that.</param>
    /// <param name="names">The columns that say what an item is, the first of them for the words of the last rows.</param>
    public static ReportTable Of<TItem>(
        AllocationOrigins origins, string phrase, IReadOnlyList<TItem> items, Func<TItem, OriginFigures> figures, string kind, string? own, bool countsObjects, params IReadOnlyList<ReportColumn<TItem>> names)
    {
        // One item that is left over takes no more room than the row that says so.
        var shown = items.Count <= MaximumShown + 1 ? items.Count : MaximumShown;
        var columns = Figures(origins, own, countsObjects);
        var rows = items.Take(shown).Select(item => Row(figures(item), [.. names.Select(column => column.Cell(item))])).ToList();
        if (items.Count > shown)
            rows.Add(Unshaded(Row(OriginFigures.Sum(items.Skip(shown).Select(figures)), Words($"… {FigureText.Count(items.Count - shown)} more {kind}"))));
        return new ReportTable
        {
            Name = FigureText.Capitalised(phrase),
            Title = phrase,
            Columns = [.. columns, .. names],
            Rows = rows,
            Legend = own is null ? [] : [new LegendSentence(own)],
            Total = Unshaded(Row(new OriginFigures(origins.Objects, origins.Bytes, origins.Alive, 0), Words("total"))),
        };

        ReportRow Row(OriginFigures row, IEnumerable<ReportCell> cells) => new([.. columns.Select(column => column.Cell(row)), .. cells]);

        IEnumerable<ReportCell> Words(string text) => names.Select((column, index) => column.NamesRows ? new ReportCell(text) : ReportCell.Blank);
    }

    /// <summary>Shades say where to look, which a sum does not.</summary>
    private static ReportRow Unshaded(ReportRow row) => new([.. row.Cells.Select(cell => cell with { Heat = HeatLevel.None, IsStrong = false })]);

    /// <summary>A column without a figure is left out: of errors where there are none, of what is alive where nothing is.</summary>
    private static List<ReportColumn<OriginFigures>> Figures(AllocationOrigins origins, string? own, bool countsObjects)
    {
        var exact = origins.Mode == OriginMode.Exact ? Explanations.Exact : Explanations.Estimated;
        var columns = new List<ReportColumn<OriginFigures>> { new("Bytes", row => ReportCell.Exact(row.Bytes, HeatLevel.Of(row.Bytes, origins.Bytes))) { Explanation = own is null ? exact : $"{exact} {own}" } };
        if (origins.Mode == OriginMode.Sampled)
            columns.Add(new("±", row => new ReportCell(row.Error > 0 ? FigureText.Percent(row.Error, row.Bytes) : "")) { Explanation = Explanations.Error });
        columns.Add(new("Share", row => new ReportCell(FigureText.Percent(row.Bytes, origins.Bytes))) { Explanation = Explanations.Share, GivesWay = 3 });
        if (countsObjects)
            columns.Add(new("Objects", row => new ReportCell(FigureText.Count(row.Objects))) { Explanation = Explanations.Objects, GivesWay = 5 });
        if (countsObjects && origins.Alive > 0)
            columns.Add(new("Alive", row => ReportCell.Exact(row.Alive)) { Explanation = Explanations.Alive, GivesWay = 2 });
        return columns;
    }
}
