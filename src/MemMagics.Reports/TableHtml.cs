using MemMagics.Reports.Output;

namespace MemMagics.Reports;

/// <summary>Prints tables as HTML: reached by keyboard, named for screen readers, readable where a viewer takes the style away.</summary>
internal static class TableHtml
{
    // Code keeps its shape and is scrolled to; only a line that nobody would write by hand is broken.
    private const int LongestUnwrapped = 120;

    // Indentation with no-break spaces stays where a viewer has taken the style away, and browsers copy them as plain spaces.
    private const string Space = "\u00A0";
    private const string Tab = "\u00A0\u00A0\u00A0\u00A0";

    /// <summary>Adds a table under its title, or under its name for screen readers only.</summary>
    public static void Append(HtmlText html, ReportTable table)
    {
        var caption = new HtmlText();
        caption.Append($"{(table.Title is null ? table.Name : FigureText.Capitalised(table.Title))}");
        Append(html, table, new Html(caption.ToString()), captionIsSeen: table.Title is not null);
    }

    /// <summary>Adds a table under a caption.</summary>
    public static void Append(HtmlText html, ReportTable table, Html caption, bool captionIsSeen)
    {
        if (table is { Rows.Count: 0, WhenEmpty: { } phrase })
        {
            html.Append($"<p>{FigureText.Sentence(phrase)}</p>");
            return;
        }

        html.Append($"""<div class="mm-scroll" tabindex="0" role="region" aria-label="{table.Name}"><table><caption{new Html(captionIsSeen ? "" : " class=\"mm-unseen\"")}>{caption}</caption><thead><tr>""");
        foreach (var column in table.Columns)
            AppendCell(html, "th scope=\"col\"", column, new ReportCell(column.Heading) { Explanation = column.Explanation });
        html.Append($"</tr></thead><tbody>");
        foreach (var row in table.Rows)
            AppendRow(html, table.Columns, row);
        html.Append($"</tbody>");
        if (table.Total is { } total)
        {
            html.Append($"<tfoot>");
            AppendRow(html, table.Columns, table.Footnote is null ? total : WithFootnote(total, table.Footnote));
            html.Append($"</tfoot>");
        }

        html.Append($"</table></div>");
        if (table.Legend is { } legend)
            html.Append($"""<p class="mm-legend">{legend}</p>""");
    }

    /// <summary>In HTML the last column is as wide as code, so the footnote has room in it.</summary>
    private static ReportRow WithFootnote(ReportRow total, string footnote) =>
        total with { Cells = [.. total.Cells.SkipLast(1), total.Cells[^1] with { Text = $"{total.Cells[^1].Text}; {footnote}" }] };

    private static void AppendRow(HtmlText html, IReadOnlyList<ReportColumn> columns, ReportRow row)
    {
        html.Append($"<tr{new Html(row.IsHeadline ? " class=\"mm-headline\"" : "")}>");
        foreach (var (column, cell) in columns.Zip(row.Cells))
            AppendCell(html, column.NamesRows ? "th scope=\"row\"" : "td", column, cell);
        html.Append($"</tr>");
    }

    private static void AppendCell(HtmlText html, string tag, ReportColumn column, ReportCell cell)
    {
        var style = StyleOf(column, cell);
        html.Append($"<{new Html(tag)}{new Html(style is null ? "" : $" class=\"{style}\"")}>");

        // The alignment is an attribute of an element of its own: viewers that take the style away align cells to the right.
        if (column.Kind == ColumnKind.Code && cell.Text.Length > 0)
        {
            html.Append($"""<div align="left">""");
            AppendText(html, cell);
            html.Append($"</div>");
        }
        else
        {
            AppendText(html, cell);
        }

        html.Append($"</{new Html(tag[..2])}>");
    }

    private static string? StyleOf(ReportColumn column, ReportCell cell) => column.Kind switch
    {
        ColumnKind.Code => cell.IsCode && cell.Text.Length > LongestUnwrapped ? "mm-code mm-wrap" : "mm-code",
        ColumnKind.Words => "mm-words",
        _ => cell.Heat > HeatLevel.None ? $"mm-heat{cell.Heat}" : cell.IsZero ? "mm-zero" : null,
    };

    private static void AppendText(HtmlText html, ReportCell cell)
    {
        if (cell.IsCode && cell.Text.Length > 0)
            AppendCode(html, cell);
        else if (cell.Explanation is { } explanation)
            html.Append($"""<abbr title="{explanation}">{cell.Text}</abbr>""");
        else if (cell.IsStrong)
            html.Append($"<strong>{cell.Text}</strong>");
        else
            html.Append($"{cell.Text}");
    }

    private static void AppendCode(HtmlText html, ReportCell cell)
    {
        html.Append($"""<code dir="ltr">""");
        var isIndentation = true;
        foreach (var (text, color) in cell.Colors?.Invoke() ?? [new ColoredText(cell.Text, CodeColor.Plain)])
        {
            var code = isIndentation ? text.TrimStart(' ', '\t') : text;
            html.Append($"{text[..^code.Length].Replace(" ", Space).Replace("\t", Tab)}");
            isIndentation &= code.Length == 0;
            if (StyleOf(color) is { } style)
                html.Append($"<span class=\"{style}\">{code}</span>");
            else
                html.Append($"{code}");
        }

        html.Append($"</code>");
    }

    private static string? StyleOf(CodeColor color) => color switch
    {
        CodeColor.Keyword => "mm-k",
        CodeColor.String => "mm-s",
        CodeColor.Number => "mm-n",
        CodeColor.Comment or CodeColor.Directive => "mm-c",
        _ => null,
    };
}
