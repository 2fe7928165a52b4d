using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Completion;

/// <summary>A session of the built tool, spoken to as docs/serve.md says.</summary>
internal sealed class ServedSession : IAsyncDisposable
{
    /// <summary>Stands for the cursor in a cell.</summary>
    public const char Cursor = '¦';

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private int _requests;

    public ServedSession()
    {
        _process = MemMagicsTool.Start(_folder.Path, "serve");
    }

    /// <summary>Runs a cell; a test's cells do not fail.</summary>
    public async Task RunAsync(string cell)
    {
        var errors = new List<string>();
        var executed = await AskAsync(new JsonObject { ["type"] = "execute", ["code"] = cell }, "executed", error => errors.Add(error["message"]!.GetValue<string>()));
        Assert.That(executed["status"]!.GetValue<string>(), Is.EqualTo("ok"), string.Join('\n', errors));
    }

    /// <summary>Begins a cell and does not wait for its end.</summary>
    public Task BeginAsync(string cell) => SendAsync(new JsonObject { ["type"] = "execute", ["id"] = "begun", ["code"] = cell });

    /// <summary>What may stand at the cursor.</summary>
    public async Task<Offer> CompleteAsync(string cell)
    {
        var (code, cursor) = Place(cell);
        return new Offer(code, await AskAsync(new JsonObject { ["type"] = "complete", ["code"] = code, ["cursor"] = cursor }, "completed"));
    }

    /// <summary>What stands at the cursor.</summary>
    public async Task<string?> InspectAsync(string cell)
    {
        var (code, cursor) = Place(cell);
        return (await AskAsync(new JsonObject { ["type"] = "inspect", ["code"] = code, ["cursor"] = cursor }, "inspected"))["text"]?.GetValue<string>();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private static (string Code, int Cursor) Place(string cell)
    {
        var cursor = cell.IndexOf(Cursor, StringComparison.Ordinal);
        return (cell.Remove(cursor, 1), cursor);
    }

    private async Task<JsonObject> AskAsync(JsonObject request, string answerType, Action<JsonObject>? onError = null)
    {
        var id = $"{++_requests}";
        request["id"] = id;
        await SendAsync(request);
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var message = JsonNode.Parse(line)!.AsObject();
            if (message["id"]?.GetValue<string>() != id)
                continue;
            var type = message["type"]!.GetValue<string>();
            if (type == answerType)
                return message;
            if (type == "error")
                onError?.Invoke(message);
            Assert.That(type, Is.Not.EqualTo("failed"), $"{message}");
        }

        throw new AssertionException("The session ended.");
    }

    private async Task SendAsync(JsonObject request)
    {
        await _process.StandardInput.WriteLineAsync(request.ToJsonString());
        await _process.StandardInput.FlushAsync();
    }
}
