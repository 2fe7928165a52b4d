using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MemMagics.Cli.Completion;
using MemMagics.Cli.Embedding;
using MemMagics.Cli.Scripting;
using MemMagics.Cli.Terminal;
using MemMagics.Hosting.Json;
using MemMagics.Wire;

namespace MemMagics.Cli.Serving;

/// <summary>
/// Answers requests, one JSON object a line, from one session (docs/serve.md). Cells run one after another; all else is answered at once,
/// also while a cell runs.
/// </summary>
internal sealed class SessionServer(EmbeddedSession session, CompletingSession completing, ProtocolStreams streams, MessageWriter messages, ServeLog log)
{
    private static readonly ICellInput s_nobody = new RefusingInput(ServedInput.NobodyToAsk);

    private readonly Channel<(JsonObject Request, CancellationTokenSource Interrupt)> _cells = Channel.CreateUnbounded<(JsonObject, CancellationTokenSource)>();
    private readonly Lock _gate = new();
    private readonly HashSet<CancellationTokenSource> _interrupts = [];
    private volatile ServedInput? _input;
    private int _uncounted;
    private Task? _warmedUp;

    /// <summary>Serves until the requests end, <c>shutdown</c> is asked for or the process is told to terminate.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        messages.Send(new JsonObject { ["type"] = "ready", ["version"] = typeof(SessionServer).Assembly.GetName().Version!.ToString(3) });
        _ = session.WarmUpAsync();
        var execution = Task.Run(RunCellsAsync, CancellationToken.None);
        var requests = Task.Run(ReadRequests, CancellationToken.None);
        await Task.WhenAny(requests, Task.Delay(Timeout.Infinite, cancellationToken));

        _cells.Writer.Complete();
        Interrupt();
        await Task.WhenAny(execution, Task.Delay(TimeSpan.FromSeconds(4), CancellationToken.None));
    }

    private void ReadRequests()
    {
        while (streams.Requests.ReadLine() is { } line)
        {
            var request = Parse(line);

            // What a user answers may be a password.
            log.Received(request is not null && JsonText.At(request["type"]) == "input" ? "(an answer to the cell's question)" : line);
            if (request is null)
                messages.Send(new JsonObject { ["type"] = "unknown", ["message"] = "A request is a JSON object in one line, with a type." });
            else if (JsonText.At(request["type"]) == "shutdown")
                return;
            else
                Begin(request);
        }
    }

    private static JsonObject? Parse(string line)
    {
        try
        {
            return JsonText.Parse(line) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Begin(JsonObject request)
    {
        switch (JsonText.At(request["type"]))
        {
            case "execute":
                var interrupt = new CancellationTokenSource();
                lock (_gate)
                    _interrupts.Add(interrupt);
                _cells.Writer.TryWrite((request, interrupt));
                break;
            case "interrupt":
                Interrupt();
                break;
            case "input":
                // One that comes when its cell has ended is no fault of the client's.
                if (_input is { } asking && asking.Id == Id(request))
                    asking.Answer(JsonText.At(request["value"]));
                break;
            case "complete":
                _ = AnswerAsync(request, CompleteAsync);
                break;
            case "inspect":
                _ = AnswerAsync(request, code => InspectAsync(code, request["source"]?.GetValueKind() == JsonValueKind.True));
                break;
            case "is_complete":
                _ = AnswerAsync(request, code => Task.FromResult(Completeness(code)));
                break;
            case var type:
                messages.Send(new JsonObject { ["id"] = Id(request), ["type"] = "unknown", ["message"] = $"There is no request of type '{type}'." });
                break;
        }
    }

    private async Task RunCellsAsync()
    {
        await foreach (var (request, interrupt) in _cells.Reader.ReadAllAsync())
        {
            await ExecuteAsync(request, interrupt.Token);
            lock (_gate)
                _interrupts.Remove(interrupt);
        }
    }

    private async Task ExecuteAsync(JsonObject request, CancellationToken cancellationToken)
    {
        var id = Id(request);
        var output = new ServedOutput(id, messages);
        var input = request["input"]?.GetValueKind() == JsonValueKind.True ? new ServedInput(id, messages) : null;
        _input = input;

        // Also where the interrupt came before this.
        await using var interrupted = cancellationToken.Register(() => input?.End());
        streams.Foreign.Received = output.WriteForeign;
        var document = request["count"] is JsonValue value && value.TryGetValue<int>(out var count) ? $"cell {count}" : $"uncounted cell {++_uncounted}";
        var status = "failed";
        try
        {
            var result = await session.RunCellAsync(new CellSource(document, Code(request)), output, cancellationToken, input ?? s_nobody);
            status = result.Error is null ? "ok" : result.Error.Kind == CellError.InterruptedKind ? "interrupted" : "failed";
        }
        catch (Exception e)
        {
            // A cell's failures are results of RunCellAsync: an exception is a fault of the tool, and no reason to lose the session.
            log.Note(UnexpectedFailure.Trace(e));
            output.Fail(new CellError(Cause.Of(e).GetType().FullName!, UnexpectedFailure.Sentence(e), []));
        }

        input?.End();
        output.End();
        streams.Foreign.Drain();
        messages.Send(new JsonObject { ["id"] = id, ["type"] = "executed", ["status"] = status });

        // Not before: until its first cell has run, a session has better things to do.
        _warmedUp ??= Task.Run(completing.WarmUpAsync);
    }

    /// <summary>Stops the running cell and those that wait for it.</summary>
    private void Interrupt()
    {
        // Before the cell's threads are told: one that catches whatever it is told would ask again.
        _input?.End();
        lock (_gate)
        {
            // Not on this thread: cancellation may take its time.
            foreach (var interrupt in _interrupts)
                _ = interrupt.CancelAsync();
        }
    }

    private async Task AnswerAsync(JsonObject request, Func<CodePosition, Task<JsonObject>> answer)
    {
        JsonObject reply;
        try
        {
            reply = await Task.Run(() => answer(CodePosition.Of(Code(request), request["cursor"])));
        }
        catch (Exception e)
        {
            log.Note(UnexpectedFailure.Trace(e));
            reply = new JsonObject { ["type"] = "failed", ["message"] = UnexpectedFailure.Sentence(e) };
        }

        reply["id"] = Id(request);
        messages.Send(reply);
    }

    private async Task<JsonObject> CompleteAsync(CodePosition code)
    {
        var completions = await completing.CompleteAsync(code.Text, code.Position);
        return new JsonObject
        {
            ["type"] = "completed",
            ["start"] = code.ToCursor(completions.Start),
            ["end"] = code.ToCursor(completions.End),
            ["matches"] = new JsonArray([.. completions.Matches.Select(match => new JsonObject { ["text"] = match.Text, ["kind"] = match.Kind })]),
        };
    }

    private async Task<JsonObject> InspectAsync(CodePosition code, bool withSource)
    {
        var text = await completing.InspectAsync(code.Text, code.Position, withSource);
        return new JsonObject { ["type"] = "inspected", ["text"] = text };
    }

    private static JsonObject Completeness(CodePosition code)
    {
        var completeness = CellCompleteness.Of(code.Text);
        return new JsonObject { ["type"] = "is_complete", ["status"] = completeness.ToString().ToLowerInvariant() };
    }

    private static string Id(JsonObject request) => JsonText.At(request["id"]) ?? "";

    private static string Code(JsonObject request) => JsonText.At(request["code"]) ?? "";
}
