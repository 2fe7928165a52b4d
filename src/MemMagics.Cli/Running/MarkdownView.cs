using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Terminal;
using MemMagics.Reports;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Running;

/// <summary>The run as Markdown: prose as it stands, code and outputs in fences.</summary>
internal sealed class MarkdownView(TextWriter writer) : RunView
{
    public override void End(ExecutedCell cell)
    {
        if (cell.Cell.IsProse)
        {
            Paragraph(MarkdownText.Closed(cell.Cell.Text));
            return;
        }

        Fence(cell.Cell.Language, cell.Cell.Text);
        foreach (var item in cell.Output.Items)
        {
            if (item is CellOutputItem.Stream stream)
                Fence("text", stream.Text);
            else if (item is CellOutputItem.Displayed { Content.Report: { } report })
                Paragraph(ReportMarkdown.Render(report));
            else if (item is CellOutputItem.Displayed displayed)
                Fence("text", displayed.Content.Text);
            else if (item is CellOutputItem.Failed { Error.IsShown: false } failed)
                Fence("text", failed.Error.Text);
        }

        if (cell.Result.Status == CellStatus.Skipped)
            Paragraph("*Skipped.*");
        writer.Flush();
    }

    private void Paragraph(string text)
    {
        writer.WriteLine(TerminalText.Plain(text.TrimEnd()));
        writer.WriteLine();
    }

    private void Fence(string language, string text) => Paragraph(MarkdownText.Fenced(language, text.TrimEnd()));
}
