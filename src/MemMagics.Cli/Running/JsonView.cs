using System.Text.Json.Nodes;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Executed;
using MemMagics.Cli.Notebooks;
using MemMagics.Reports;
using MemMagics.Reports.Output;

namespace MemMagics.Cli.Running;

/// <summary>The run as one JSON document, written when it is over.</summary>
internal sealed class JsonView(TextWriter writer) : RunView
{
    private bool _isWritten;

    public override void Finish(ExecutedNotebook notebook)
    {
        var document = new JsonObject
        {
            ["notebook"] = notebook.Notebook.Name,
            ["cells"] = new JsonArray([.. notebook.Cells.Select(CellNode)]),
        };
        if (notebook.WhyNothingRan is { } reason)
            document["error"] = reason;
        Write(document);
    }

    /// <summary>Whoever reads the document gets one in every case, and in it why there is nothing else.</summary>
    public override void Refuse(string notebook, string sentence)
    {
        if (!_isWritten)
            Write(new JsonObject { ["notebook"] = notebook, ["cells"] = new JsonArray(), ["error"] = sentence });
    }

    private void Write(JsonObject document)
    {
        var text = JsonLayout.Indented(document);
        Status.Clear();
        _isWritten = true;
        writer.WriteLine(text);
        writer.Flush();
    }

    private static JsonObject CellNode(ExecutedCell cell) => new()
    {
        ["index"] = cell.Cell.Index,
        ["language"] = cell.Cell.Language,
        ["status"] = cell.Result.Status switch
        {
            CellStatus.Ok => "ok",
            CellStatus.Failed => "failed",
            _ => "skipped",
        },
        ["text"] = cell.Output.Text,
        ["error"] = cell.Result.Error?.Text,
        ["elapsed"] = Math.Round(cell.Result.Elapsed.TotalSeconds, 6),
        ["reports"] = new JsonArray([.. cell.Result.Reports.Select(ReportJson.Render)]),
    };
}
