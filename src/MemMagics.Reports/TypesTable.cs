namespace MemMagics.Reports;

/// <summary>What stays alive by type: the largest types, and how many there are besides.</summary>
internal static class TypesTable
{
    private const string Phrase = "retained, by type";
    private const int MaximumShown = 15;

    public static ReportTable Of(IReadOnlyList<TypeUse> types) => ReportTable.Of(FigureText.Capitalised(Phrase), Columns(types), Rows(types)) with
    {
        Title = Phrase,
        WhenEmpty = "nothing is retained",
    };

    private static ReportColumn<(ReportCell Name, IReadOnlyList<TypeUse> Uses)>[] Columns(IReadOnlyList<TypeUse> all) =>
    [
        new("Objects", row => Objects(row.Uses)) { Explanation = Explanations.MoreObjects, Total = Objects(all) },
        new("Bytes", row => Bytes(row.Uses)) { Explanation = Explanations.MoreBytes, Total = Bytes(all) },
        new("Type", row => row.Name, ColumnKind.Code) { NamesRows = true, Total = new ReportCell("total") },
    ];

    private static IEnumerable<(ReportCell Name, IReadOnlyList<TypeUse> Uses)> Rows(IReadOnlyList<TypeUse> types)
    {
        // One type that is left over takes no more room than the row that says so.
        var shown = types.Count <= MaximumShown + 1 ? types.Count : MaximumShown;
        foreach (var use in types.Take(shown))
            yield return (ReportCell.Code(use.Name), [use]);
        if (types.Count > shown)
            yield return (new ReportCell($"… {types.Count - shown} more types"), [.. types.Skip(shown)]);
    }

    private static ReportCell Objects(IReadOnlyList<TypeUse> uses) => new(FigureText.Count(uses.Sum(use => use.Objects)));

    private static ReportCell Bytes(IReadOnlyList<TypeUse> uses) => ReportCell.Exact(uses.Sum(use => use.Bytes));
}
