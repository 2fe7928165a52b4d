using System.Text.Json.Nodes;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Scripting;
using MemMagics.Hosting.Json;

namespace MemMagics.Cli.Serving;

/// <summary>A running cell's output as messages. Progress is shown as a display, which the report then replaces.</summary>
internal sealed class ServedOutput(string id, MessageWriter messages) : ICellOutput
{
    // For each display that replaced a progress display, the id of that display.
    private readonly Dictionary<string, string> _places = [];
    private string? _progress;
    private bool _waiting;
    private volatile bool _hasShown;

    public void Write(OutputStream stream, string text)
    {
        EndProgress();
        _hasShown = true;
        messages.Write(id, stream, text);
    }

    /// <summary>Text that came past the console. From any thread.</summary>
    public void WriteForeign(string text)
    {
        _hasShown = true;
        messages.Write(id, OutputStream.Out, text);
    }

    public void Display(DisplayedContent content)
    {
        _hasShown = true;
        if (_progress is { } place && !content.IsResult)
        {
            _progress = null;
            _places[content.Id] = place;
            Send(content, place, isUpdate: true);
        }
        else
        {
            EndProgress();
            Send(content, content.Id, isUpdate: false);
        }
    }

    public void Update(DisplayedContent content) => Send(content, _places.GetValueOrDefault(content.Id, content.Id), isUpdate: true);

    public void Fail(CellError error)
    {
        EndProgress();
        messages.Send(new JsonObject
        {
            ["id"] = id,
            ["type"] = "error",
            ["kind"] = error.Kind,
            ["message"] = error.Message,
            ["traceback"] = new JsonArray([.. error.Text.Split('\n').Select(line => JsonValue.Create(line))]),
        });
    }

    public void Wait(string? step)
    {
        _waiting = step is not null;
        if (step is null)
            return;
        var isUpdate = _progress is not null;
        _progress ??= Guid.NewGuid().ToString("N");
        Send(new DisplayedContent(_progress, new Dictionary<string, string> { [DisplayedContent.PlainText] = step + " …" }), _progress, isUpdate);
    }

    /// <summary>The cell is over: nothing is waited for.</summary>
    public void End()
    {
        _waiting = false;
        EndProgress();
    }

    /// <summary>Front ends cannot take one display away: they can clear a cell, or empty the display.</summary>
    private void EndProgress()
    {
        if (_waiting || _progress is not { } place)
            return;
        _progress = null;
        if (_hasShown)
            Empty(place);
        else
            messages.Send(new JsonObject { ["id"] = id, ["type"] = "clear" });
    }

    private void Empty(string place) =>
        Send(new DisplayedContent(place, new Dictionary<string, string> { [DisplayedContent.PlainText] = "" }), place, isUpdate: true);

    private void Send(DisplayedContent content, string place, bool isUpdate)
    {
        var data = new JsonObject();
        foreach (var (type, text) in content.ByMimeType)
            data[type] = JsonText.OfMimeType(type, text) ?? text;
        messages.Send(new JsonObject
        {
            ["id"] = id,
            ["type"] = content.IsResult ? "result" : isUpdate ? "update" : "display",
            ["display"] = place,
            ["data"] = data,
        });
    }
}
