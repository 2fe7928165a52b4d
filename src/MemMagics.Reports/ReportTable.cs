namespace MemMagics.Reports;

/// <summary>
/// A table of a report before it is printed. Which columns and rows there are and what stands out in them is said here, once;
/// how that looks is up to <see cref="TableHtml"/>, <see cref="TableText"/> and <see cref="TableMarkdown"/>, which know nothing else.
/// </summary>
internal sealed record ReportTable
{
    /// <summary>What a screen reader calls it: <c>Line table of Solve</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A phrase that is printed above it; <see langword="null"/> where the words around it say what it is.</summary>
    public string? Title { get; init; }

    /// <summary>The columns, from left to right.</summary>
    public required IReadOnlyList<ReportColumn> Columns { get; init; }

    /// <summary>The rows, each with a cell for every column.</summary>
    public required IReadOnlyList<ReportRow> Rows { get; init; }

    /// <summary>What the rows add up to, set apart from them; <see langword="null"/> when they add up to nothing.</summary>
    public ReportRow? Total { get; init; }

    /// <summary>A phrase on what the total leaves out; <see langword="null"/> when it leaves out nothing.</summary>
    public string? Footnote { get; init; }

    /// <summary>The rows that are folded where a reader can unfold them, from the first to the last.</summary>
    public IReadOnlyList<ReportFold> Folds { get; init; } = [];

    /// <summary>What is in the columns, in a line; empty where it is plain, or is said elsewhere.</summary>
    public IReadOnlyList<LegendSentence> Legend { get; init; } = [];

    /// <summary>The phrase that is printed instead of a table without rows; <see langword="null"/> where an empty table says enough.</summary>
    public string? WhenEmpty { get; init; }

    /// <summary>All rows, the total last.</summary>
    public IEnumerable<ReportRow> AllRows => Total is null ? Rows : Rows.Append(Total);

    /// <summary>The legend as one text; <see langword="null"/> without one.</summary>
    public string? LegendText => Legend.Count == 0 ? null : string.Join(' ', Legend.Select(static sentence => sentence.Text));

    /// <summary>Builds a table from columns that make their own cells, so that every row has a cell for each.</summary>
    public static ReportTable Of<TRow>(string name, IReadOnlyList<ReportColumn<TRow>> columns, IEnumerable<TRow> rows) => new()
    {
        Name = name,
        Columns = columns,
        Rows = [.. rows.Select(row => new ReportRow([.. columns.Select(column => column.Cell(row))]))],
        Total = columns.Any(column => column.Total is not null) ? new ReportRow([.. columns.Select(column => column.Total ?? ReportCell.Blank)]) : null,
    };
}
