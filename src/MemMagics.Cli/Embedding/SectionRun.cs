using MemMagics.Cli.Directives;
using MemMagics.Cli.Display;

namespace MemMagics.Cli.Embedding;

/// <summary>A part of a cell in another language than C#: shown, or passed over with a word about it.</summary>
internal sealed class SectionRun(CellSource cell, ICellOutput output)
{
    private const string Markdown = "text/markdown";
    private const string Mermaid = "text/vnd.mermaid";

    public void Run(CellSection section)
    {
        var text = section.Text.Trim('\r', '\n');
        if (!CellLanguages.IsUnderstood(section.Language))
        {
            output.Write(OutputStream.Error, $"{cell.Document}, line {section.Line}: the part in {section.Language} is skipped. This host runs C# only.\n");
            return;
        }

        if (string.IsNullOrWhiteSpace(text))
            return;
        output.Display(section.Language switch
        {
            CellLanguages.Html => Shown(DisplayedContent.Html, text, Markup.TextOf(text)),
            CellLanguages.Mermaid => Shown(Mermaid, text, text),
            CellLanguages.Markdown => Shown(Markdown, text, text),
            _ => Shown(DisplayedContent.PlainText, text, text),
        });
    }

    private static DisplayedContent Shown(string mimeType, string content, string text) =>
        new(Guid.NewGuid().ToString("N"), new Dictionary<string, string> { [mimeType] = content, [DisplayedContent.PlainText] = text });
}
