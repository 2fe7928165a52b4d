using System.Diagnostics;
using System.Text.Json.Nodes;

namespace MemMagics.Tests.Hosts.Tool;

/// <summary>A notebook in <c>dotnet-interactive stdio</c>, as VS Code has it: a command a line to it, an event a line from it.</summary>
internal sealed class StdioNotebook : IAsyncDisposable
{
    private readonly TemporaryFolder _home = new();
    private readonly List<string> _strays = [];
    private readonly Process _process;
    private int _sent;

    private StdioNotebook()
    {
        var start = new ProcessStartInfo("dotnet", [InteractiveTool.Program, "stdio"])
        {
            WorkingDirectory = _home.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in InteractiveTool.Environment(_home.Path))
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _ = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The folder that it runs in.</summary>
    public TemporaryFolder Folder => _home;

    /// <summary>Lines of its standard output that are no events: each would break the protocol.</summary>
    public IReadOnlyList<string> Strays => _strays;

    /// <summary>What the cell with <c>#r "nuget:MemMagics"</c> answered.</summary>
    public ToolCell Loaded { get; private set; } = null!;

    /// <param name="before">Cells to run before the package is loaded.</param>
    public static async Task<StdioNotebook> StartAsync(params string[] before)
    {
        var notebook = new StdioNotebook();
        foreach (var cell in before)
            await notebook.RunAsync(cell);
        notebook.Loaded = await notebook.RunAsync("#r \"nuget:MemMagics\"");
        Assert.That(notebook.Loaded.Succeeded, Is.True, notebook.Loaded.Succeeded ? "" : notebook.Loaded.Failure);
        return notebook;
    }

    public Task<ToolCell> RunAsync(string code, Func<JsonObject, bool>? cancelAt = null, string kernel = "csharp") =>
        SendAsync("SubmitCode", new JsonObject { ["code"] = code, ["targetKernelName"] = kernel }, cancelAt);

    /// <summary>Asks for what an editor asks for at the place that <c>|</c> marks.</summary>
    public Task<ToolCell> AskAsync(string commandType, string marked)
    {
        var before = marked[..marked.IndexOf('|', StringComparison.Ordinal)].Split('\n');
        return SendAsync(commandType, new JsonObject
        {
            ["code"] = marked.Replace("|", "", StringComparison.Ordinal),
            ["linePosition"] = new JsonObject { ["line"] = before.Length - 1, ["character"] = before[^1].Length },
            ["targetKernelName"] = "csharp",
        });
    }

    /// <summary>Sends a command and gathers its events until it has succeeded or failed.</summary>
    public async Task<ToolCell> SendAsync(string commandType, JsonObject command, Func<JsonObject, bool>? cancelAt = null)
    {
        var token = await WriteAsync(commandType, command);
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var events = new List<JsonObject>();
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (!line.StartsWith("{\"event\"", StringComparison.Ordinal))
            {
                _strays.Add(line);
                continue;
            }

            var heard = JsonNode.Parse(line)!.AsObject();
            events.Add(heard);
            if (cancelAt?.Invoke(heard) == true)
            {
                cancelAt = null;
                await WriteAsync("Cancel", new JsonObject { ["targetKernelName"] = "csharp" });
            }

            if ((string?)heard["eventType"] is "CommandSucceeded" or "CommandFailed" && (string?)heard["command"]?["token"] == token)
                return new ToolCell(events);
        }

        throw new InvalidOperationException($"dotnet-interactive ended: {string.Join('\n', _strays)}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Dispose();
    }

    private async Task<string> WriteAsync(string commandType, JsonObject command)
    {
        var token = $"sent{++_sent}";
        await _process.StandardInput.WriteLineAsync(new JsonObject { ["token"] = token, ["commandType"] = commandType, ["command"] = command }.ToJsonString());
        await _process.StandardInput.FlushAsync();
        return token;
    }
}
