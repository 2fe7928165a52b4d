namespace MemMagics.Reports;

/// <summary>The line tables of a <c>#!mprun</c>.</summary>
internal static class LineTableHtml
{
    // Code keeps its shape and is scrolled to; only a line that nobody would write by hand is broken.
    private const int LongestUnwrapped = 120;

    public static void Append(HtmlText html, LineReport report)
    {
        html.Append($"""<p class="mm-summary"><strong>{ReportSummary.Of(report)}</strong></p>""");
        if (report.Functions.Count == 1)
        {
            AppendTable(html, report.Functions[0], captionIsSeen: true);
        }
        else
        {
            // Collapsed, with totals in sight; the one that matters most is open.
            var heaviest = report.Functions.MaxBy(function => function.Total.Allocated);
            foreach (var function in report.Functions)
            {
                html.Append($"""<details class="mm-function"{new Html(ReferenceEquals(function, heaviest) ? " open" : "")}><summary>""");
                AppendTitle(html, function);
                html.Append($""" <span class="mm-totals">{Totals(function)}</span></summary>""");
                AppendTable(html, function, captionIsSeen: false);
                html.Append($"</details>");
            }
        }

        if (report.Functions.Any(function => function.Total.Allocated > 0))
            html.Append($"""<p class="mm-legend">Shaded by share of the column, from {HeatLevel.Legend} on, bold from 50 %. Blank: did not run.</p>""");
    }

    private static void AppendTitle(HtmlText html, FunctionLines function) =>
        html.Append($"""<strong><code>{function.Name}</code></strong> <span class="mm-source">{FigureText.Place(function)}</span>""");

    private static string Totals(FunctionLines function) => function.Total.Activations switch
    {
        0 => "did not run",
        1 => $"{ByteSize.Exact(function.Total.Allocated)} in 1 call",
        var calls => $"{ByteSize.Exact(function.Total.Allocated)} in {FigureText.Count(calls)} calls",
    };

    private static void AppendTable(HtmlText html, FunctionLines function, bool captionIsSeen)
    {
        var retained = function.Lines.Any(line => line.Retained is not null);
        html.Append($"""<div class="mm-scroll" tabindex="0" role="region" aria-label="Line table of {function.Name}"><table class="mm-table mm-lines">""");
        html.Append($"""<caption{new Html(captionIsSeen ? "" : " class=\"mm-unseen\"")}>""");
        AppendTitle(html, function);
        html.Append($"""</caption><thead><tr><th scope="col">Line #</th><th scope="col">Mem usage</th><th scope="col">Increment</th><th scope="col">Allocated</th>""");
        if (retained)
            html.Append($"""<th scope="col">Retained</th>""");
        html.Append($"""<th scope="col">Occurrences</th><th scope="col" class="mm-code"><div align="left">Line Contents</div></th></tr></thead><tbody>""");

        var colored = CSharpColoring.Color(function.Lines);
        var grown = function.Lines.Sum(line => Math.Max(0, line.Increment ?? 0));
        foreach (var (index, line) in function.Lines.Index())
        {
            html.Append($"""<tr><th scope="row">{line.Line}</th>""");
            AppendFigure(html, FigureText.Rounded(line.Memory), null, HeatLevel.None);
            AppendFigure(html, FigureText.Rounded(line.Increment), line.Increment, HeatLevel.Of(line.Increment, grown));
            AppendFigure(html, FigureText.Exact(line.Allocated), line.Allocated, HeatLevel.Of(line.Allocated, function.Total.Allocated));
            if (retained)
                AppendFigure(html, FigureText.Rounded(line.Retained), line.Retained, HeatLevel.None);
            html.Append($"<td>{FigureText.Count(line.Occurrences)}</td>");
            AppendCode(html, line.Content, colored[index]);
            html.Append($"</tr>");
        }

        html.Append($"</tbody>");
        AppendTotal(html, function.Total, retained);
        html.Append($"</table></div>");
    }

    /// <summary>The alignment is an attribute of an element of its own: viewers that take the style away align cells to the right.</summary>
    private static void AppendCode(HtmlText html, string content, Html colored)
    {
        var style = content.Length > LongestUnwrapped ? "mm-code mm-wrap" : "mm-code";
        if (content.Length == 0)
            html.Append($"""<td class="{style}"></td>""");
        else
            html.Append($"""<td class="{style}"><div align="left"><code dir="ltr">{colored}</code></div></td>""");
    }

    private static void AppendTotal(HtmlText html, FunctionTotal total, bool retained)
    {
        html.Append($"""<tfoot><tr><th scope="row">Total</th><td></td>""");
        if (total.Activations == 0)
            html.Append($"<td></td><td></td>");
        else
            html.Append($"<td>{ByteSize.Rounded(total.Increment)}</td><td>{ByteSize.Exact(total.Allocated)}</td>");
        if (retained)
            html.Append($"<td></td>");
        html.Append($"""<td>{FigureText.Count(total.Activations)}</td><td class="mm-code"><div align="left">{total.Activations switch { 0 => "did not run", 1 => "call", _ => "calls" }}""");
        if (total.AllocatedElsewhere > 0)
            html.Append($"; other threads allocated {ByteSize.Exact(total.AllocatedElsewhere)} meanwhile");
        html.Append($"</div></td></tr></tfoot>");
    }

    private static void AppendFigure(HtmlText html, string text, long? figure, int heat)
    {
        var style = heat > 0 ? $" class=\"mm-heat{heat}\"" : figure == 0 ? " class=\"mm-zero\"" : "";
        html.Append($"<td{new Html(style)}>{new Html(HeatLevel.Emphasised(text, heat))}</td>");
    }
}
