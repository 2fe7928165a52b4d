using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Jupyter;

/// <summary>A real Jupyter client with a running kernel, told what to do step by step.</summary>
internal sealed class JupyterClient : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> errors;

    private JupyterClient(Process process)
    {
        this.process = process;
        errors = process.StandardError.ReadToEndAsync();
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
        await process.StandardInput.WriteLineAsync(step.ToJsonString());
        await process.StandardInput.FlushAsync();
        return await AnswerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task<JsonObject> AnswerAsync()
    {
        // Libraries of the client's may print, too.
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{') && JsonNode.Parse(line)!.AsObject() is var answer)
                return answer["failed"] is { } failure ? throw new InvalidOperationException($"The client failed: {failure}") : answer;
        }

        throw new InvalidOperationException($"The client ended: {await errors}");
    }
}
