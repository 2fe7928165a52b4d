using System.Text;
using System.Text.RegularExpressions;
using MemMagics.Cli.Directives;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Notebooks;
using MemMagics.Reports;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Pages;

/// <summary>An executed notebook as one self-contained page: no script, no external asset, every string of the notebook encoded.</summary>
internal static partial class NotebookPage
{
    public static string Render(ExecutedNotebook executed)
    {
        var html = new HtmlText();
        html.Append($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append($"<meta name=\"color-scheme\" content=\"light dark\">\n");
        html.Append($"<title>{Title(executed.Notebook)}</title>\n<style>\n{new Html(PageStyle.Css)}{new Html(HasReports(executed) ? ReportHtml.Style + "\n" : "")}</style>\n</head>\n<body>\n<main>\n");
        foreach (var cell in executed.Cells)
            AppendCell(html, cell);
        html.Append($"</main>\n</body>\n</html>\n");
        return html.ToString();
    }

    private static bool HasReports(ExecutedNotebook executed) =>
        executed.Cells.SelectMany(cell => cell.Output.Items).Any(item => item is CellOutputItem.Displayed { Content.Report: not null });

    /// <summary>The first heading of the prose, or else the file's name.</summary>
    private static string Title(Notebook notebook) =>
        notebook.Cells.Where(cell => cell.Language == CellLanguages.Markdown)
            .Select(cell => Heading().Match(cell.Text))
            .FirstOrDefault(match => match.Success)?.Groups["text"].Value.Trim() ?? notebook.Name;

    private static void AppendCell(HtmlText html, ExecutedCell cell)
    {
        if (cell.Cell.Language == CellLanguages.Markdown)
            html.Append($"<section class=\"prose\">\n{new Html(MarkdownHtml.Render(cell.Cell.Text))}</section>\n");
        else if (cell.Cell.Language == CellLanguages.Raw)
            html.Append($"<section class=\"prose\"><pre>{cell.Cell.Text}</pre></section>\n");
        else
            AppendCode(html, cell);
    }

    private static void AppendCode(HtmlText html, ExecutedCell cell)
    {
        var status = cell.Result.Status.ToString().ToLowerInvariant();
        html.Append($"<section class=\"cell {status}\" id=\"cell-{cell.Cell.Index}\">\n<div class=\"name\">cell {cell.Cell.Index}");
        if (!cell.Cell.IsCSharp)
            html.Append($" · {cell.Cell.Language}");
        if (cell.Result.Status != CellStatus.Ok)
            html.Append($" · {status}");
        html.Append($"</div>\n{new Html(CodeHtml.Render(cell.Cell))}");
        if (cell.Output.Items.Count > 0)
        {
            html.Append($"<div class=\"output\">\n");
            foreach (var item in cell.Output.Items)
                AppendOutput(html, item);
            html.Append($"</div>\n");
        }

        html.Append($"</section>\n");
    }

    private static void AppendOutput(HtmlText html, CellOutputItem item)
    {
        if (item is CellOutputItem.Stream stream)
            html.Append($"<pre class=\"{(stream.Name == OutputStream.Out ? "out" : "err")}\">{stream.Text}</pre>\n");
        else if (item is CellOutputItem.Displayed displayed)
            AppendDisplayed(html, displayed.Content);
        else if (item is CellOutputItem.Failed failed)
            html.Append($"<pre class=\"error\" role=\"alert\">{failed.Error.Text}</pre>\n");
    }

    private static void AppendDisplayed(HtmlText html, DisplayedContent content)
    {
        if (content.Report is { } report)
            html.Append($"<div class=\"rich\">{new Html(ReportHtml.RenderForPage(report))}</div>\n");
        else if (content.ByMimeType.TryGetValue(DisplayedContent.Html, out var markup))
            html.Append($"<div class=\"rich\">{new Html(markup)}</div>\n");
        else if (content.ByMimeType.Select(static form => ImageAddress(form.Key, form.Value)).FirstOrDefault(static address => address is not null) is { } address)
            html.Append($"<img alt=\"\" src=\"{address}\">\n");
        else if (content.ByMimeType.TryGetValue("text/markdown", out var markdown))
            html.Append($"<div class=\"prose\">{new Html(MarkdownHtml.Render(markdown))}</div>\n");
        else
            html.Append($"<pre class=\"out\">{content.Text}</pre>\n");
    }

    /// <summary>The address of a picture that holds the picture itself. What is in an SVG cannot do anything there.</summary>
    private static string? ImageAddress(string mimeType, string content) =>
        mimeType == "image/svg+xml" ? $"data:{mimeType};base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(content))}"
        : ImageType().IsMatch(mimeType) && Convert.TryFromBase64String(content, new byte[content.Length], out _) ? $"data:{mimeType};base64,{content}"
        : null;

    [GeneratedRegex("^image/(png|jpeg|gif|webp|bmp)$")]
    private static partial Regex ImageType();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
