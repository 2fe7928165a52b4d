using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MemMagics.Reports;

namespace MemMagics.Tests.Reports;

/// <summary>The tables of a report as each renderer wrote them, read back: a list of tables, each a list of rows, each a list of cells, header first.</summary>
internal static partial class RenderedTables
{
    private static readonly string[] s_runColumns = ["Call", "Peak", "Increment", "Allocated", "Retained", "GCs", "Time"];
    private static readonly string[] s_rounded = ["peak", "increment", "retained"];

    public static string[][][] OfHtml(Report report) =>
        [.. new HtmlParser().ParseDocument(ReportHtml.Render(report)).QuerySelectorAll("table").Select(table =>
            table.QuerySelectorAll("tr").Select(row => row.Children.Select(CellText).ToArray()).ToArray())];

    public static string[][][] OfText(Report report)
    {
        var lines = ReportText.Render(report).Split('\n');
        var rules = Enumerable.Range(0, lines.Length).Where(index => lines[index].Length > 0 && lines[index].Trim('=').Length == 0);
        return [.. rules.Select(rule =>
        {
            var header = lines[rule - 1];
            var names = WideGap().Split(header.Trim());
            var rows = lines.Skip(rule + 1).TakeWhile(line => names[0] == "Bytes" ? line.Length > 0 && !line.StartsWith("line by line:", StringComparison.Ordinal) && !line.StartsWith("A line has", StringComparison.Ordinal) && !line.StartsWith("A path has", StringComparison.Ordinal) : names[0] == "Objects" ? TypeRow().IsMatch(line) || line.Trim('-').Length == 0 : report is MemitReport ? RunRow().IsMatch(line) : line.Length > 0 && !line.StartsWith("Mem usage: ", StringComparison.Ordinal) && !line.StartsWith("other", StringComparison.Ordinal));
            return rows.Where(row => row.Trim('-').Length > 0).Prepend(header).Select(row => TextRow(row, names, Ends(header, names))).ToArray();
        })];
    }

    public static string[][][] OfMarkdown(Report report)
    {
        var blocks = ReportMarkdown.Render(report).Split("\n\n").Where(block => block.StartsWith("| ", StringComparison.Ordinal));
        return [.. blocks.Select(block => block.Split('\n').Where((_, index) => index != 1).Select(MarkdownRow).ToArray())];
    }

    public static string[][][] OfJson(Report report)
    {
        var json = ReportJson.Render(report);
        return report is MemitReport ? OfRuns(json) : [.. json["functions"]!.AsArray().Select(function => OfLines(function!))];
    }

    /// <summary>The tables as they were before they were printed.</summary>
    public static IReadOnlyList<ReportTable> TablesOf(Report report)
    {
        IReadOnlyList<ReportTable> tables = report is MemitReport memit ? [.. ReportTables.Of(memit), .. memit.Where is { } where ? OriginTables.Of(where) : []] : ReportTables.Of((LineReport)report);
        return [.. tables.Where(table => table.Rows.Count > 0)];
    }

    /// <summary>Cells with those shortened that plain text has no room for: to eighty characters, but not to less than forty of their own.</summary>
    public static string[][][] Fitted(Report report, string[][][] tables) => [.. tables.Zip(TablesOf(report), (cells, table) =>
    {
        var taken = Enumerable.Range(0, cells[0].Length - 1).Sum(column => Math.Max(table.Columns[column].MinimumWidth, cells.Max(row => row[column].Length)) + 2) + 1;
        return cells.Select((row, index) =>
            index > 0 && index <= table.Rows.Count && table.Rows[index - 1].Cells[^1].Fitted is { } fitted ? [.. row[..^1], fitted(Math.Max(40, 80 - taken)).TrimEnd()] : row).ToArray();
    })];

    private static string CellText(IElement cell) => (cell.Closest("tfoot") is null ? cell.TextContent : cell.TextContent.Split(';')[0]).Replace('\u00A0', ' ').TrimEnd();

    /// <summary>Where the columns end: figures are right-aligned under their names, and the last column takes the rest.</summary>
    private static int[] Ends(string header, string[] names)
    {
        var ends = new int[names.Length];
        for (var column = 0; column < names.Length; column++)
            ends[column] = header.IndexOf(names[column], column == 0 ? 0 : ends[column - 1], StringComparison.Ordinal) + names[column].Length;
        ends[^1] = int.MaxValue;
        return ends;
    }

    private static string[] TextRow(string row, string[] names, int[] ends) =>
        [.. ends.Select((end, column) =>
        {
            var start = Math.Min(row.Length, column == 0 ? 0 : ends[column - 1]);
            var cell = row[start..Math.Min(row.Length, end)];
            return column < ends.Length - 1 || names[column] is not ("Line Contents" or "Type" or "Path") ? cell.Trim() : Contents(cell);
        })];

    /// <summary>A line of code after a gap of three, its indentation kept; the total's word stands in brackets.</summary>
    private static string Contents(string cell)
    {
        var text = cell.Length > 3 ? cell[3..].Replace("\t", "    ") : "";
        return text.StartsWith('(') ? text.Trim('(', ')') : text;
    }

    private static string[] MarkdownRow(string row) =>
        [.. UnescapedBar().Split(row.Trim()[1..^1]).Select(cell => CodeOf(cell.Trim().Trim('*')).Replace('\u00A0', ' ').TrimEnd())];

    private static string CodeOf(string cell)
    {
        var fence = cell.Length - cell.TrimStart('`').Length;
        if (fence == 0)
            return Escape().Replace(cell, "$1");
        var code = cell[fence..^fence];
        return (code.StartsWith(" `", StringComparison.Ordinal) || code.EndsWith("` ", StringComparison.Ordinal) ? code[1..^1] : code).Replace("\\|", "|");
    }

    private static string[][][] OfRuns(JsonObject json)
    {
        if (json["worst"] is not JsonObject worst)
            return [];
        var isWarm = (string)json["measured"]! == "warm";
        JsonNode[] runs = [.. json["runs"]!.AsArray().Select(run => run!)];
        var units = s_rounded.ToDictionary(name => name, name => SizeUnit.Of((long?)worst[name], runs.Prepend(worst["first"]!).Select(run => (long?)run[name])));
        var rows = new List<string[]> { s_runColumns, FiguresRow(isWarm ? "warm call" : "first call", worst, units) };
        if (isWarm)
            rows.Add(FiguresRow("first call", worst["first"]!, units));
        rows.AddRange(runs.Select((run, index) => FiguresRow($"run {index + 1}", run, units)));
        return [[.. rows], .. json["types"] is JsonArray { Count: > 0 } types ? new[] { OfTypes(types) } : [], .. json["where"] is JsonObject where ? OfOrigins(where) : []];
    }

    private static string[][] OfTypes(JsonArray types)
    {
        var uses = types.Select(use => new TypeUse((string)use!["type"]!, (long)use["objects"]!, (long)use["bytes"]!)).ToArray();
        return [["Objects", "Bytes", "Type"], .. TypesTable.Of(uses).AllRows.Select(row => row.Cells.Select(cell => cell.Text).ToArray())];
    }

    private static IEnumerable<string[][]> OfOrigins(JsonObject where) => OriginTables.Of(ReadOrigins.From(where)).Select(table =>
        table.AllRows.Select(row => row.Cells.Select(cell => cell.Text.TrimEnd()).ToArray()).Prepend([.. table.Columns.Select(column => column.Heading)]).ToArray());

    private static string[] FiguresRow(string label, JsonNode figures, IReadOnlyDictionary<string, SizeUnit> units)
    {
        return
        [
            label, Rounded("peak"), Rounded("increment"), Exact(figures["allocated"]), Rounded("retained"),
            string.Join('/', figures["gcs"]!.AsArray().Select(count => (int)count!)), FigureText.Elapsed(TimeSpan.FromSeconds((double)figures["elapsed"]!)),
        ];

        string Rounded(string name) => units[name].Text((long?)figures[name]);
    }

    private static string[][] OfLines(JsonNode function)
    {
        var lines = function["lines"]!.AsArray();
        var retained = lines.Any(line => line!["retained"] is not null);
        string[] Cells(string line, string memory, string increment, string allocated, string kept, string occurrences, string content) =>
            retained ? [line, memory, increment, allocated, kept, occurrences, content] : [line, memory, increment, allocated, occurrences, content];

        string Rounded(string name, JsonNode line) => SizeUnit.OfLargest(lines.Append(name == "increment" ? function["total"] : null).Select(each => (long?)each?[name])).Text((long?)line[name]);

        var total = function["total"]!;
        var calls = (long)total["activations"]!;
        return
        [
            Cells("Line #", "Mem usage", "Increment", "Allocated", "Retained", "Occurrences", "Line Contents"),
            .. lines.Select(line => Cells(
                $"{line!["line"]}", Rounded("memory", line), Rounded("increment", line), line["allocated"] is null && (long?)line["occurrences"] == 0 ? "-" : Exact(line["allocated"]), Rounded("retained", line), Count(line["occurrences"]),
                ((string)line["content"]!).Replace("\t", "    ").TrimEnd())),
            Cells("Total", "", calls == 0 ? "" : Rounded("increment", total), calls == 0 ? "" : Exact(total["allocated"]), "", Count(total["activations"]), calls == 0 ? "did not run" : calls == 1 ? "call" : "calls"),
        ];
    }

    private static string Exact(JsonNode? bytes) => FigureText.Exact((long?)bytes);

    private static string Count(JsonNode? count) => FigureText.Count((long?)count);

    [GeneratedRegex(" {2,}")]
    private static partial Regex WideGap();

    [GeneratedRegex(@"^ *(warm call|first call|run \d+) ")]
    private static partial Regex RunRow();

    [GeneratedRegex(@"^ *-?[\d,]+ +-?[\d,]+ B ")]
    private static partial Regex TypeRow();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escape();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex UnescapedBar();
}
