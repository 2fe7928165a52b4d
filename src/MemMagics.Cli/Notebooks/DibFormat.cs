using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MemMagics.Cli.Directives;
using MemMagics.Hosting.Json;

namespace MemMagics.Cli.Notebooks;

/// <summary>The <c>.dib</c> format: plain text in which a line <c>#!language</c> begins a cell.</summary>
internal static partial class DibFormat
{
    /// <exception cref="NotebookException">The <c>#!meta</c> section is no JSON.</exception>
    public static Notebook Read(string path, string text)
    {
        var meta = ReadMeta(path, text);
        var selectors = SelectorsOf(meta);
        var cells = new List<Cell>();
        var language = DefaultLanguage(meta);
        var lines = new List<string>();
        foreach (var line in Lines(text))
        {
            if (Selector().Match(line) is { Success: true } match && (CellLanguages.IsSelector(match.Groups["name"].Value) || selectors.Contains(match.Groups["name"].Value)))
            {
                EndCell();
                language = CellLanguages.Normalize(match.Groups["name"].Value);

                // A selector with options (#!value --name x) means something to its kernel: it stays with the cell.
                if (match.Groups["options"].Length > 0)
                    lines.Add(line);
            }
            else if (line.TrimEnd() == "#!meta")
            {
                EndCell();
                language = "meta";
            }
            else
            {
                lines.Add(line);
            }
        }

        EndCell();
        return new Notebook(path, cells) { Meta = meta };

        void EndCell()
        {
            if (language != "meta" && TrimBlankLines(lines) is { Length: > 0 } cellText)
                cells.Add(new Cell(cells.Count + 1, language, cellText));
            lines.Clear();
        }
    }

    private static JsonObject? ReadMeta(string path, string text)
    {
        var inMeta = false;
        var json = new List<string>();
        foreach (var line in Lines(text))
        {
            if (line.TrimEnd() == "#!meta")
                inMeta = true;
            else if (inMeta && line.StartsWith("#!", StringComparison.Ordinal))
                break;
            else if (inMeta)
                json.Add(line);
        }

        var metaText = string.Join('\n', json);
        if (string.IsNullOrWhiteSpace(metaText))
            return null;

        try
        {
            return JsonText.Parse(metaText) as JsonObject;
        }
        catch (JsonException e)
        {
            throw new NotebookException($"The #!meta section of '{Path.GetFileName(path)}' is not JSON that can be read: {e.Message}.", e);
        }
    }

    private static string DefaultLanguage(JsonObject? meta) =>
        JsonText.At(meta, "kernelInfo", "defaultKernelName") is { } name ? CellLanguages.Normalize(name) : CellLanguages.CSharp;

    /// <summary>The names and aliases of the kernels that the file declares for itself.</summary>
    private static HashSet<string> SelectorsOf(JsonObject? meta) =>
        new(KernelNames.All(meta?["kernelInfo"]), StringComparer.OrdinalIgnoreCase);

    private static string[] Lines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');

    private static string TrimBlankLines(List<string> lines)
    {
        var first = lines.FindIndex(line => !string.IsNullOrWhiteSpace(line));
        if (first < 0)
            return "";
        var last = lines.FindLastIndex(line => !string.IsNullOrWhiteSpace(line));
        return string.Join('\n', lines[first..(last + 1)]);
    }

    [GeneratedRegex(@"^#!(?<name>[A-Za-z][\w#.\-]*)(?<options>\s+\S.*)?\s*$")]
    private static partial Regex Selector();
}
