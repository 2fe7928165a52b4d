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

        html.Append($"""<div class="mm-scroll" tabindex="0" role="region" aria-label="{table.Name}"><table{GivesWay(table.Columns)}><caption{new Html(captionIsSeen ? "" : " class=\"mm-unseen\"")}>{caption}</caption><thead><tr>""");
        foreach (var column in table.Columns)
            AppendCell(html, "th scope=\"col\"", column, new ReportCell(column.Heading) { Explanation = column.Explanation });
        html.Append($"</tr></thead>");
        var next = 0;
        foreach (var fold in table.Folds)
        {
            AppendRows(html, table, next, fold.First);

            // Without the style that hides them as long as this is closed, all rows are in sight.
            html.Append($"""<tbody class="mm-fold"><tr><td colspan="{table.Columns.Count}"><details><summary>{fold.Label}</summary></details></td></tr></tbody>""");
            next = fold.First + fold.Count;
            AppendRows(html, table, fold.First, next, "mm-folded");
        }

        AppendRows(html, table, next, table.Rows.Count);
        if (table.Total is { } total)
        {
            html.Append($"<tfoot>");
            AppendRow(html, table.Columns, table.Footnote is null ? total : WithFootnote(total, table.Footnote));
            html.Append($"</tfoot>");
        }

        html.Append($"</table></div>");
        AppendLegend(html, table);
    }

    /// <summary>Adds what is said of the columns. On a narrow screen what is about columns that are not in sight there is not either.</summary>
    public static void AppendLegend(HtmlText html, ReportTable table)
    {
        if (table.Legend.Count == 0)
            return;
        html.Append($"""<p class="mm-legend">""");
        foreach (var (index, sentence) in table.Legend.Index())
        {
            html.Append($"{(index > 0 ? " " : "")}");
            if (table.Columns.Any(column => column.GivesWay is not null && sentence.IsAbout(column)))
                html.Append($"""<span class="mm-less">{sentence.Text}</span>""");
            else
                html.Append($"{sentence.Text}");
        }

        html.Append($"</p>");
    }

    /// <summary>On a narrow screen these columns are not in sight: what is left is read without scrolling.</summary>
    private static Html GivesWay(IReadOnlyList<ReportColumn> columns)
    {
        var places = columns.Index().Where(static column => column.Item.GivesWay is not null).Select(static column => $"mm-less{column.Index + 1}").ToArray();
        return new Html(places.Length == 0 ? "" : $" class=\"{string.Join(' ', places)}\"");
    }

    private static void AppendRows(HtmlText html, ReportTable table, int first, int end, string? style = null)
    {
        if (first == end)
            return;
        html.Append($"<tbody{new Html(style is null ? "" : $" class=\"{style}\"")}>");
        foreach (var row in table.Rows.Take(first..end))
            AppendRow(html, table.Columns, row);
        html.Append($"</tbody>");
    }

    /// <summary>In HTML the last column is as wide as code, so the footnote has room in it.</summary>
    private static ReportRow WithFootnote(ReportRow total, string footnote) =>
        total with { Cells = [.. total.Cells.SkipLast(1), total.Cells[^1] with { Text = $"{total.Cells[^1].Text}; {footnote}" }] };

    private static void AppendRow(HtmlText html, IReadOnlyList<ReportColumn> columns, ReportRow row)
    {
        html.Append($"<tr{new Html(row.IsHeadline ? " class=\"mm-headline\"" : row.Anchor is { } anchor ? $" id=\"{anchor}\"" : "")}>");
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
        CodeColor.Comment => "mm-c",
        CodeColor.Directive => "mm-d",
        _ => null,
    };
}
