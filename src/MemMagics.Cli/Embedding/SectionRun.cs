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
    public CellError? Run(CellSection section)
    {
        var text = section.Text.Trim('\r', '\n');
        if (!CellLanguages.IsUnderstood(section.Language))
        {
            output.Write(OutputStream.Error, $"{cell.Document}, line {section.Line}: the part in {section.Language} is skipped. This host runs C# only.\n");
            return null;
        }

        if (section.Language == CellLanguages.Value)
            return Keep(section, text) is { } fault ? new CellError("Magic", $"{cell.Document}, line {section.Line}: {fault}", []) : null;
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
    private string? Keep(CellSection section, string text)
    {
        var arguments = MagicArguments.Read(HostMagics.Value, section.Arguments, "name", "mime-type", "from-file", "from-value", "from-url");
        if (HostMagics.AsksForHelp(section.Arguments))
        {
            output.Write(OutputStream.Out, $"{HostMagics.HelpOn(HostMagics.Value)}\n");
            return null;
        }

        if (arguments.Fault is { } fault)
            return fault;
        if (arguments["name"] is not { } name || arguments.Words.Count > 0)
            return $"{HostMagics.Value} needs a name for its text: {HostMagics.Value} --name table.";
        if (arguments["from-url"] is not null)
            return $"{HostMagics.Value} fetches nothing here. Fetch it in C#, with HttpClient.";
        if (arguments["from-file"] is not null && arguments["from-value"] is not null)
            return $"{HostMagics.Value} has --from-file and --from-value. Give one of them.";
        if ((arguments["from-file"] ?? arguments["from-value"]) is not null && !string.IsNullOrWhiteSpace(text))
            return $"{HostMagics.Value} has a text below and {(arguments["from-file"] is null ? "--from-value" : "--from-file")}. Give one of them.";

        try
        {
            var kept = arguments["from-file"] is { } file ? File.ReadAllText(Path.GetFullPath(file, session.Folder)) : arguments["from-value"] ?? text;
            session.Values[name] = new StoredValue(kept, arguments["mime-type"] ?? StoredValue.Plain);
            if (arguments["mime-type"] is { } shownAs)
                output.Display(Shown(shownAs, kept, kept));
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"'{arguments["from-file"]}' cannot be read: {e.Message}";
        }
    }

    private static DisplayedContent Shown(string mimeType, string content, string text) =>
        new(Guid.NewGuid().ToString("N"), new Dictionary<string, string> { [mimeType] = content, [DisplayedContent.PlainText] = text });
}
