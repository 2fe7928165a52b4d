using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;
using MemMagics.Hosting.Json;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Executed;

/// <summary>Writes an executed notebook as nbformat 4.5. Of a notebook that was an <c>.ipynb</c> file, all but the outputs stays as it was.</summary>
internal static partial class IpynbWriter
{
    public static string Write(ExecutedNotebook executed)
    {
        var notebook = executed.Notebook;
        var document = notebook.Document?.DeepClone().AsObject() ?? IpynbTemplate.For(notebook);
        var cells = document["cells"]!.AsArray();
        var ids = new HashSet<string>();
        foreach (var (cell, ran) in cells.Zip(executed.Cells))
        {
            GiveId(cell!.AsObject(), ran.Cell, ids);
            cell["metadata"] ??= new JsonObject();

            // Outputs that another kernel made earlier are not ours to throw away.
            if (JsonText.At(cell["cell_type"]) == "code" && (ran.Cell.Runs || cell["outputs"] is not JsonArray))
                PutOutputs(cell.AsObject(), ran);
        }

        // Cell ids came with 4.5; a later minor version stays what it is.
        var minor = document["nbformat_minor"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;
        document["nbformat_minor"] = Math.Max(5, minor);
        return JsonLayout.Notebook(document) + "\n";
    }

    private static void GiveId(JsonObject cell, Cell ofNotebook, HashSet<string> ids)
    {
        var id = JsonText.At(cell["id"]);
        if (id is null || !IdForm().IsMatch(id) || ids.Contains(id))
            id = FreeId(ofNotebook, ids);
        ids.Add(id);
        cell["id"] = id;
    }

    /// <summary>An id that comes out the same every time, so that saving twice gives the same file.</summary>
    private static string FreeId(Cell cell, HashSet<string> ids)
    {
        var id = $"cell-{cell.Index}";
        for (var i = 2; ids.Contains(id); i++)
            id = $"cell-{cell.Index}-{i}";
        return id;
    }

    private static void PutOutputs(JsonObject cell, ExecutedCell ran)
    {
        cell["execution_count"] = ran.ExecutionCount;
        cell["outputs"] = new JsonArray([.. ran.Output.Items.Select(item => OutputNode(item, ran.ExecutionCount))]);
    }

    private static JsonObject OutputNode(CellOutputItem item, int? executionCount) => item switch
    {
        CellOutputItem.Stream stream => new JsonObject
        {
            ["output_type"] = "stream",
            ["name"] = stream.Name == OutputStream.Out ? "stdout" : "stderr",
            ["text"] = Lines(stream.Text),
        },
        CellOutputItem.Displayed { Content.IsResult: true } result => new JsonObject
        {
            ["output_type"] = "execute_result",
            ["execution_count"] = executionCount,
            ["data"] = Forms(result.Content),
            ["metadata"] = new JsonObject(),
        },
        CellOutputItem.Displayed displayed => new JsonObject
        {
            ["output_type"] = "display_data",
            ["data"] = Forms(displayed.Content),
            ["metadata"] = new JsonObject(),
        },
        CellOutputItem.Failed failed => new JsonObject
        {
            ["output_type"] = "error",
            ["ename"] = failed.Error.Kind,
            ["evalue"] = failed.Error.Message,
            ["traceback"] = new JsonArray([.. failed.Error.Text.Split('\n').Select(line => JsonValue.Create(line))]),
        },
        _ => throw new ArgumentOutOfRangeException(nameof(item)),
    };

    private static JsonObject Forms(DisplayedContent content)
    {
        var forms = new JsonObject();
        foreach (var (type, text) in content.ByMimeType.OrderBy(form => form.Key, StringComparer.Ordinal))
            forms[type] = Form(type, text);
        return forms;
    }

    private static JsonNode? Form(string mimeType, string text) => JsonText.OfMimeType(mimeType, text) ?? Lines(text);

    /// <summary>Text as the format keeps it: a list of lines with their line ends.</summary>
    internal static JsonArray Lines(string text)
    {
        var lines = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex IdForm();
}
