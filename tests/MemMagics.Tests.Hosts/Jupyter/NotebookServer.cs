using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace MemMagics.Tests.Jupyter;

/// <summary>Debian's notebook server, on loopback, with a token.</summary>
internal sealed class NotebookServer : IAsyncDisposable
{
    private readonly Process _process;

    private NotebookServer(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>The page with the list of files, its token included.</summary>
    public Uri Address { get; }

    public static async Task<NotebookServer> StartAsync(InstalledKernel kernel)
    {
        var port = FreePort();
        const string token = "0f1e2d3c4b5a";
        var process = kernel.StartPython(
            "-m", "notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0", $"--NotebookApp.token={token}", $"--notebook-dir={kernel.Folder}");
        var server = new NotebookServer(process, new Uri($"http://127.0.0.1:{port}/tree?token={token}"));
        var log = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            log.Add(line);
            if (line.Contains("Use Control-C", StringComparison.Ordinal))
            {
                // Nobody reads the rest, and a full pipe would stop the server.
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return server;
            }
        }

        await server.DisposeAsync();
        throw new InvalidOperationException($"The notebook server ended: {string.Join('\n', log)}");
    }

    /// <summary>Ends the server with its kernels.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
