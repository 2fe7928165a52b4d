namespace MemMagics.Reports;

/// <summary>A column of a table.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Kind">What it holds.</param>
internal record ReportColumn(string Heading, ColumnKind Kind = ColumnKind.Figures)
{
    /// <summary>Whether its cells name their rows.</summary>
    public bool NamesRows { get; init; }

    /// <summary>Which column is left out first where a line has no room for all of them: the one with the lowest number; <see langword="null"/> for one that always stays.</summary>
    public int? GivesWay { get; init; }

    /// <summary>What its heading means; <see langword="null"/> where that is plain.</summary>
    public string? Explanation { get; init; }

    /// <summary>How many characters it takes in plain text at least, so that tables under each other look alike.</summary>
    public int MinimumWidth { get; init; }
}

/// <summary>A column that makes its cells from rows.</summary>
/// <typeparam name="TRow">What a row is about.</typeparam>
/// <param name="Heading">Its heading.</param>
/// <param name="Cell">A row's cell.</param>
/// <param name="Kind">What it holds.</param>
internal sealed record ReportColumn<TRow>(string Heading, Func<TRow, ReportCell> Cell, ColumnKind Kind = ColumnKind.Figures) : ReportColumn(Heading, Kind)
{
    /// <summary>The total's cell; <see langword="null"/> when it has none.</summary>
    public ReportCell? Total { get; init; }
}
