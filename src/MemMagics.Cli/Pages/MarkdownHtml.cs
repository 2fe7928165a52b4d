using Markdig;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Pages;

/// <summary>Markdown as HTML.</summary>
internal static class MarkdownHtml
{
    // HTML within the prose is shown as text: a page must be no more dangerous than the notebook was.
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().DisableHtml().Build();

    /// <summary>The prose as HTML; as it was typed where it is nested deeper than any reader could follow, such as 50,000 times <c>&gt;</c>.</summary>
    public static string Render(string markdown)
    {
        try
        {
            return SafeLinks.Keep(Markdown.Parse(markdown, s_pipeline)).ToHtml(s_pipeline);
        }
        catch (ArgumentException)
        {
            // The library's word for "too deeply nested".
            var html = new HtmlText();
            html.Append($"<pre>{markdown}</pre>\n");
            return html.ToString();
        }
    }
}
