using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>The tables of where objects come from: by line first, since a line can be changed.</summary>
internal static class OriginTables
{
    private const int LongestFunction = 32;
    private const int LongestType = 24;

    public static IReadOnlyList<ReportTable> Of(AllocationOrigins origins) => origins.Objects == 0 ? [] : [ByLine(origins), ByType(origins), ByPath(origins)];

    private static ReportTable ByLine(AllocationOrigins origins) => OriginTable.Of(
        origins,
        "by your lines",
        origins.Lines,
        OriginFigures.Of,
        "lines",
        Explanations.OwnOfLine,
        countsObjects: true,
        new("Line", line => new ReportCell(FigureText.Place(line)), ColumnKind.Words) { NamesRows = true },
        new("Function", line => ReportCell.Code(line.Source is null || line.Function == line.Source ? "" : ShortText.Middle(line.Function, LongestFunction)), ColumnKind.Words) { GivesWay = 4 },
        new("Types", line => ReportCell.Code(Names(line.Types)), ColumnKind.Words) { GivesWay = 1 },
        new("Line Contents", Contents, ColumnKind.Code));

    private static ReportTable ByType(AllocationOrigins origins) => OriginTable.Of(
        origins,
        "by type",
        origins.Types,
        OriginFigures.Of,
        "types",
        own: null,
        countsObjects: true,
        new ReportColumn<OriginType>("Type", type => ReportCell.Code(type.Type), ColumnKind.Code) { NamesRows = true });

    private static ReportTable ByPath(AllocationOrigins origins)
    {
        var paths = OriginPath.AllOf(origins.Tree);
        return OriginTable.Of(
            origins,
            "by path",
            paths,
            path => OriginFigures.Of(path.Frame),
            "paths",
            Explanations.OwnOfPath,
            countsObjects: false,
            new ReportColumn<OriginPath>("Path", path => ReportCell.Code(path.Describe(int.MaxValue)) with { Fitted = path.Describe }, ColumnKind.Code) { NamesRows = true });
    }

    private static ReportCell Contents(OriginLine line)
    {
        var code = line.Content.Trim().ReplaceLineEndings(" ");
        return ReportCell.Code(code) with { Colors = () => CSharpColoring.Lines(code)[0], Fitted = width => ShortText.End(code, width) };
    }

    /// <summary>The largest type, and how many others.</summary>
    private static string Names(IReadOnlyList<OriginType> types) => types switch
    {
        [] => "",
        [var only] => ShortText.Middle(only.Type, LongestType),
        [var largest, ..] => $"{ShortText.Middle(largest.Type, LongestType)}, {FigureText.Count(types.Count - 1)} more",
    };
}
