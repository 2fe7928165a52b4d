using Markdig;

namespace MemMagics.Cli.Pages;

/// <summary>Markdown as HTML.</summary>
internal static class MarkdownHtml
{
    // HTML within the prose is shown as text: a page must be no more dangerous than the notebook was.
    private static readonly MarkdownPipeline s_pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseEmphasisExtras().UseAutoLinks().UseTaskLists().DisableHtml().Build();

    public static string Render(string markdown) => SafeLinks.Keep(Markdown.Parse(markdown, s_pipeline)).ToHtml(s_pipeline);
}
