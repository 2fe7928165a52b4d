using System.Text.Json;
using System.Text.Json.Nodes;
using MemMagics.Cli.Directives;
using MemMagics.Hosting.Json;

namespace MemMagics.Cli.Notebooks;

/// <summary>Reads Jupyter's <c>.ipynb</c> files (nbformat 4), also as polyglot notebooks write them.</summary>
internal static class IpynbReader
{
    /// <exception cref="NotebookException">The text is no such notebook.</exception>
    public static Notebook Read(string path, string text)
    {
        var name = Path.GetFileName(path);
        var document = Parse(name, text);
        if (document["nbformat"] is not JsonValue format || !format.TryGetValue<int>(out var major) || major != 4)
            throw new NotebookException($"'{name}' is not a notebook of format 4; open and save it with a current Jupyter first.");
        if (document["cells"] is not JsonArray cells || !cells.All(cell => cell is JsonObject))
            throw new NotebookException($"'{name}' has no list of cells.");

        var defaultLanguage = DefaultLanguage(document["metadata"] as JsonObject);
        return new Notebook(path, [.. cells.Select((cell, i) => ReadCell((JsonObject)cell!, i + 1, defaultLanguage))]) { Document = document };
    }

    private static JsonObject Parse(string name, string text)
    {
        try
        {
            return JsonText.Parse(text) as JsonObject ?? throw new NotebookException($"'{name}' is JSON, but no notebook.");
        }
        catch (JsonException e)
        {
            throw new NotebookException($"'{name}' is not JSON that can be read: {e.Message}.", e);
        }
    }

    private static Cell ReadCell(JsonObject cell, int index, string defaultLanguage)
    {
        var text = Source(cell["source"]);
        return JsonText.At(cell["cell_type"]) switch
        {
            "code" => CodeCell(index, text, OfMetadata(cell["metadata"] as JsonObject) ?? defaultLanguage),
            "markdown" => new Cell(index, CellLanguages.Markdown, text),
            _ => new Cell(index, CellLanguages.Raw, text),
        };
    }

    /// <summary>A code cell may itself select its language in its first line (<c>#!fsharp</c>), and others below: a cell with several is run part by part, in the language that it begins in.</summary>
    private static Cell CodeCell(int index, string text, string language)
    {
        if (!text.Contains("#!", StringComparison.Ordinal))
            return new Cell(index, language, text);
        return CellSections.Of(text, language) switch
        {
            [{ Language: CellLanguages.Markdown } prose] => new Cell(index, CellLanguages.Markdown, prose.Text),
            [var only] => new Cell(index, only.Language, text),
            [] => new Cell(index, language, text),
            [var first, ..] when first.Language == language => new Cell(index, language, text),
            _ => new Cell(index, CellLanguages.CSharp, text),
        };
    }

    private static string? OfMetadata(JsonObject? metadata)
    {
        var name = JsonText.At(metadata, "polyglot_notebook", "kernelName")
            ?? JsonText.At(metadata, "dotnet_interactive", "language")
            ?? JsonText.At(metadata, "vscode", "languageId");
        return name is null ? null : CellLanguages.Normalize(name);
    }

    private static string DefaultLanguage(JsonObject? metadata)
    {
        var name = JsonText.At(metadata, "polyglot_notebook", "kernelInfo", "defaultKernelName")
            ?? JsonText.At(metadata, "kernelspec", "language")
            ?? JsonText.At(metadata, "language_info", "name")
            ?? JsonText.At(metadata, "kernelspec", "name");
        return name is null ? CellLanguages.CSharp : CellLanguages.Normalize(name);
    }

    /// <summary>The format allows one string, or a list of lines that carry their own line ends.</summary>
    private static string Source(JsonNode? source) => source is JsonArray lines
        ? string.Concat(lines.Select(line => JsonText.At(line) ?? ""))
        : JsonText.At(source) ?? "";
}
