using System.Text.RegularExpressions;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;
using MemMagics.Reports;

namespace MemMagics.Cli.Running;

/// <summary>The run as Markdown: prose as it stands, code and outputs in fences.</summary>
internal sealed partial class MarkdownView(TextWriter writer) : RunView
{
    public override void End(ExecutedCell cell)
    {
        if (cell.Cell.IsProse)
        {
            Paragraph(cell.Cell.Text);
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
        writer.WriteLine(text.TrimEnd());
        writer.WriteLine();
    }

    private void Fence(string language, string text)
    {
        // Longer than any fence within the text, which would end this one.
        var longest = Backticks().Matches(text).Select(match => match.Length).DefaultIfEmpty(0).Max();
        var fence = new string('`', Math.Max(3, longest + 1));
        Paragraph($"{fence}{language}\n{text.TrimEnd()}\n{fence}");
    }

    [GeneratedRegex("`{3,}")]
    private static partial Regex Backticks();
}
