using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using MemMagics.Cli.Directives;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Terminal;

namespace MemMagics.Cli.Running;

/// <summary>The prose of markdown cells as text: on a terminal with its styles, and wrapped at its width; elsewhere plain, with the line breaks of its author.</summary>
/// <param name="colors">The styles of the terminal, if there is one.</param>
/// <param name="width">Columns to wrap at; <see langword="null"/> not to wrap.</param>
internal sealed class ProseText(TerminalColors colors, int? width)
{
    // Longer lines are hard to read, however wide the window is.
    private const int WidestLine = 100;
    private const int NarrowestLine = 20;

    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().DisableHtml().Build();

    private readonly ProseSpans _spans = new(colors);
    private readonly List<string> _lines = [];

    /// <summary>For a terminal of that width.</summary>
    public static ProseText Of(TerminalColors colors, int? terminal) => new(colors, terminal is { } width ? Math.Clamp(width - 1, NarrowestLine, WidestLine) : null);

    /// <summary>The lines of a cell, without an empty one at the end.</summary>
    public IReadOnlyList<string> Lines(Cell cell)
    {
        _lines.Clear();
        if (cell.Language == CellLanguages.Markdown && TryParse(cell.Text) is { } document)
            AddAll(document, "", "", isTight: false);
        else
            _lines.AddRange(TerminalText.Plain(cell.Text.TrimEnd()).Split('\n'));
        return _lines;
    }

    /// <summary><see langword="null"/> when it is nested deeper than any reader could follow, which the library calls a wrong argument.</summary>
    private static MarkdownDocument? TryParse(string markdown)
    {
        try
        {
            return Markdown.Parse(markdown, s_pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <param name="blocks">The blocks, one after another.</param>
    /// <param name="first">What the first line begins with.</param>
    /// <param name="rest">What the others begin with.</param>
    /// <param name="isTight">Whether there are no empty lines between them.</param>
    private void AddAll(ContainerBlock blocks, string first, string rest, bool isTight)
    {
        var isFirst = true;
        foreach (var block in blocks.Where(static block => block is not LinkReferenceDefinitionGroup))
        {
            if (!isFirst && !isTight)
                _lines.Add(rest.TrimEnd());
            Add(block, isFirst ? first : rest, rest);
            isFirst = false;
        }

        if (isFirst && first.Length > 0)
            _lines.Add(first.TrimEnd());
    }

    private void Add(Block block, string first, string rest)
    {
        switch (block)
        {
            case HeadingBlock heading:
                AddText(_spans.Heading(heading), first, rest);
                break;
            case LeafBlock { Inline: { } inline }:
                AddText(_spans.Of(inline), first, rest);
                break;
            case ListBlock list:
                AddList(list, first, rest);
                break;
            case QuoteBlock quote:
                AddAll(quote, first + "> ", rest + "> ", isTight: false);
                break;
            case Table table:
                AddTable(table, first, rest);
                break;
            case ThematicBreakBlock:
                _lines.Add(first + colors.Dim("---"));
                break;
            case CodeBlock code:
                AddCode(code, first, rest);
                break;
            case ContainerBlock others:
                AddAll(others, first, rest, isTight: false);
                break;
        }
    }

    private void AddText(IReadOnlyList<ProseSpan> spans, string first, string rest)
    {
        foreach (var line in ProseLines.Wrap(spans, width - rest.Length))
        {
            _lines.Add(first + line);
            first = rest;
        }
    }

    private void AddList(ListBlock list, string first, string rest)
    {
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            if (item != list[0] && list.IsLoose)
                _lines.Add(rest.TrimEnd());
            var mark = list.IsOrdered ? $"{number++}. " : "- ";
            AddAll(item, (item == list[0] ? first : rest) + mark, rest + new string(' ', mark.Length), isTight: !list.IsLoose);
        }
    }

    /// <summary>Code is not wrapped: it would be other code.</summary>
    private void AddCode(CodeBlock code, string first, string rest)
    {
        foreach (var line in code.Lines.ToString().TrimEnd('\n').Split('\n'))
        {
            _lines.Add($"{first}    {colors.Code(TerminalText.Plain(line))}");
            first = rest;
        }
    }

    private void AddTable(Table table, string first, string rest)
    {
        var rows = table.OfType<TableRow>().Select(row => (row.IsHeader, Cells: row.OfType<TableCell>().Select(TextOf).ToList())).ToList();
        var widths = Enumerable.Range(0, rows.Max(static row => row.Cells.Count)).Select(column => rows.Max(row => row.Cells.ElementAtOrDefault(column)?.Length ?? 0)).ToList();
        foreach (var (isHeader, cells) in rows)
        {
            var line = string.Join("  ", cells.Select((cell, column) => Aligned(cell, widths[column], column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null))).TrimEnd();
            _lines.Add(first + (isHeader ? colors.Strong(line) : line));
            if (isHeader)
                _lines.Add(rest + colors.Dim(string.Join("  ", widths.Select(static wide => new string('-', wide)))));
            first = rest;
        }
    }

    private static string Aligned(string cell, int width, TableColumnAlign? alignment) => alignment switch
    {
        TableColumnAlign.Right => cell.PadLeft(width),
        TableColumnAlign.Center => cell.PadLeft((width + cell.Length) / 2).PadRight(width),
        _ => cell.PadRight(width),
    };

    /// <summary>Without styles: the widths of a table are those of its text.</summary>
    private static string TextOf(TableCell cell) =>
        string.Join(' ', cell.Descendants<ParagraphBlock>().Select(static paragraph => string.Concat(new ProseSpans(TerminalColors.None).Of(paragraph.Inline!).Select(static span => span.Text))));
}
