using MemMagics.Cli.Directives;
using MemMagics.Cli.Display;
using MemMagics.Cli.Scripting;

namespace MemMagics.Cli.Embedding;

/// <summary>A part of a cell in another language than C#: shown, or passed over with a word about it.</summary>
internal sealed class SectionRun(SessionParts session, CellSource cell, ICellOutput output)
{
    private const string Markdown = "text/markdown";
    private const string Mermaid = "text/vnd.mermaid";

    /// <returns>Why the cell fails; <see langword="null"/> when it does not.</returns>
    public async Task<CellError?> RunAsync(CellSection section, CancellationToken cancellationToken)
    {
        var text = section.Text.Trim('\r', '\n');
        if (!CellLanguages.IsUnderstood(section.Language))
        {
            output.Write(OutputStream.Error, $"{cell.Document}, line {section.Line}: the part in {section.Language} is skipped. This host runs C# only.\n");
            return null;
        }

        if (section.Language == CellLanguages.Value)
            return await KeepAsync(section, text, cancellationToken) is { } fault ? new CellError("Magic", $"{cell.Document}, line {section.Line}: {fault}", []) : null;
        if (string.IsNullOrWhiteSpace(text))
            return null;
        output.Display(section.Language switch
        {
            CellLanguages.Html => Shown(DisplayedContent.Html, text, Markup.TextOf(text)),
            CellLanguages.Mermaid => Shown(Mermaid, text, text),
            CellLanguages.Markdown => Shown(Markdown, text, text),
            _ => Shown(DisplayedContent.PlainText, text, text),
        });
        return null;
    }

    /// <returns>What is wrong, as a sentence; <see langword="null"/> when nothing is.</returns>
    private async Task<string?> KeepAsync(CellSection section, string text, CancellationToken cancellationToken)
    {
        if (HostMagics.AsksForHelp(section.Arguments))
        {
            output.Write(OutputStream.Out, $"{HostMagics.HelpOn(HostMagics.Value)}\n");
            return null;
        }

        var arguments = AnsweredArguments.Of(session.Input, HostMagics.Value, section.Arguments, StoredValue.Options).Read;
        if (arguments.Fault is { } fault)
            return fault;
        if (arguments["name"] is not { } name || arguments.Words.Count > 0)
            return $"{HostMagics.Value} needs a name for its text: {HostMagics.Value} --name table.";
        var given = StoredValue.Sources.Where(source => arguments[source] is not null).Select(source => $"--{source}").ToList();
        if (!string.IsNullOrWhiteSpace(text))
            given.Insert(0, "a text below");
        if (given.Count > 1)
            return $"{HostMagics.Value} has {string.Join(", ", given.SkipLast(1))} and {given[^1]}. Give one of them.";

        var (kept, unread) = await KeptText.OfAsync(arguments, text, session.Folder, output, cancellationToken);
        if (kept is null)
            return unread;
        session.Values[name] = kept;
        if (arguments["mime-type"] is { } shownAs)
            output.Display(Shown(shownAs, kept.Text, kept.Text));
        return null;
    }

    private static DisplayedContent Shown(string mimeType, string content, string text) =>
        new(Guid.NewGuid().ToString("N"), new Dictionary<string, string> { [mimeType] = content, [DisplayedContent.PlainText] = text });
}
