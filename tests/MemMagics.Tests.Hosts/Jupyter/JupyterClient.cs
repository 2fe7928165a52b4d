using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Jupyter;

/// <summary>A real Jupyter client with a running kernel, told what to do step by step.</summary>
internal sealed class JupyterClient : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private JupyterClient(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static async Task<JupyterClient> StartAsync(InstalledKernel kernel)
    {
        var client = new JupyterClient(kernel.StartPython(InstalledKernel.Script("client.py")));
        await client.AnswerAsync();
        return client;
    }

    public async Task<ExecutedRequest> ExecuteAsync(string code, JsonObject? options = null)
    {
        var step = options ?? [];
        step["do"] = "execute";
        step["code"] = code;
        return new ExecutedRequest(await DoAsync(step));
    }

    public Task<JsonObject> DoAsync(string what, string? code = null, int? cursor = null)
    {
        var step = new JsonObject { ["do"] = what };
        if (code is not null)
            step["code"] = code;
        if (cursor is not null)
            step["cursor"] = cursor;
        return DoAsync(step);
    }

    public async Task<JsonObject> DoAsync(JsonObject step)
    {
        await _process.StandardInput.WriteLineAsync(step.ToJsonString());
        await _process.StandardInput.FlushAsync();
        return await AnswerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task<JsonObject> AnswerAsync()
    {
        // Libraries of the client's may print, too.
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{') && JsonNode.Parse(line)!.AsObject() is var answer)
                return answer["failed"] is { } failure ? throw new InvalidOperationException($"The client failed: {failure}") : answer;
        }

        throw new InvalidOperationException($"The client ended: {await _errors}");
    }
}
