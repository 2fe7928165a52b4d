using System.Globalization;
using System.Text.RegularExpressions;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Notebooks;
using MemMagics.Cli.Terminal;
using MemMagics.Reports;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Running;

/// <summary>The run as Markdown: prose as it stands, code and outputs in fences. It stays small enough for pages that show such files, which stop at half a megabyte (GitHub).</summary>
internal sealed partial class MarkdownView(TextWriter writer) : RunView
{
    // Characters of what is printed at once, or displayed.
    private const int LongestOutput = 16 * 1024;

    public override void End(ExecutedCell cell)
    {
        Status.Clear();
        if (cell.Cell.IsProse)
        {
            Paragraph(MarkdownText.Closed(EmbeddedPicture().Replace(cell.Cell.Text, "")));
            return;
        }

        Fence(cell.Cell.Language, cell.Cell.Text);
        foreach (var item in cell.Output.Items)
        {
            if (item is CellOutputItem.Stream stream)
                Fence("text", Bounded(stream.Text));
            else if (item is CellOutputItem.Displayed { Content.Report: { } report })
                Paragraph(ReportMarkdown.Render(report));
            else if (item is CellOutputItem.Displayed displayed)
                Fence("text", Bounded(displayed.Content.Text));
            else if (item is CellOutputItem.Failed failed)
                Fence("text", Bounded(failed.Error.Text));
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

    /// <summary>The beginning of a long text, in whole lines if it has any, and how much is missing.</summary>
    private static string Bounded(string text)
    {
        if (text.Length <= LongestOutput)
            return text;
        var end = text.LastIndexOf('\n', LongestOutput) is > 0 and var line ? line : LongestOutput;
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Create(CultureInfo.InvariantCulture, $"{text[..end]}\n… {text.Length - end:N0} more characters are left out here. --html, --save and --format json have them.");
    }

    // Pages that show Markdown do not show these, and one takes as much room as all the text. What the picture is called stays.
    [GeneratedRegex(@"(?<=!\[[^\]\r\n]*\]\()<?data:[^)\s]*")]
    private static partial Regex EmbeddedPicture();
}
