using System.Diagnostics;
using MemMagics.Worker.Platform;
using MemMagics.Worker.Wire;

namespace MemMagics.Workers;

/// <summary>A worker process, from its start to its end. Serves one request.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private const int SigKill = 9;
    private static readonly TimeSpan s_drainTime = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly Connection _connection;
    private readonly Task _capturing;
    private int _ended;

    private WorkerProcess(Process process, WorkerSettings settings)
    {
        _process = process;
        Settings = settings;
        Id = process.Id;
        _connection = new Connection(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
        _capturing = CaptureAsync(process.StandardError.BaseStream);
    }

    public WorkerSettings Settings { get; }

    public int Id { get; }

    /// <summary>What the worker printed on standard output and error.</summary>
    public PrintedText Printed { get; } = new();

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a worker. All three standard streams are redirected: the notebook's own may be its protocol.</summary>
    /// <exception cref="MagicException">The process cannot be started.</exception>
    public static WorkerProcess Start(WorkerSettings settings)
    {
        var worker = typeof(Connection).Assembly.Location;
        var start = new ProcessStartInfo(DotnetHost.Path)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            ArgumentList = { "exec", "--runtimeconfig", RuntimeConfiguration.FileFor(settings), worker },
        };
        // Workers of another tool's settings would not be comparable: the file above says it all.
        foreach (var name in start.Environment.Keys.Where(IsRuntimeSetting).ToList())
            start.Environment.Remove(name);

        start.Environment["DOTNET_TieredPGO"] = "0";
        try
        {
            return new WorkerProcess(Process.Start(start)!, settings);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new MagicException($"The worker process could not be started ({DotnetHost.Path}): {e.Message}. Is the .NET 10 runtime there?", e);
        }
    }

    public void Send(RunRequest request) => _connection.Send(MessageKind.Run, request.Write);

    /// <summary>The worker's next message; <see langword="null"/> when it has ended.</summary>
    public async ValueTask<Message?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _connection.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Waits for the end of a process that has closed its streams, and for the last of what it printed.</summary>
    /// <returns>The exit code; 128 + n for signal n on Unix.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await DrainAsync().ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Waits until what was printed has arrived. A child process that holds the pipe open is not waited for.</summary>
    public Task DrainAsync() => Task.WhenAny(_capturing, Task.Delay(s_drainTime));

    /// <summary>Ends the worker and everything that measured code started in it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;

        Kill();
        try
        {
            await _process.WaitForExitAsync().ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // Already reaped.
        }

        _process.Dispose();
    }

    private void Kill()
    {
        // The worker leads a process group of its own.
        if (!OperatingSystem.IsWindows())
            _ = LibC.Kill(-Id, SigKill);

        try
        {
            _process.Kill(entireProcessTree: OperatingSystem.IsWindows());
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself.
        }
    }

    private async Task CaptureAsync(Stream stream)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
                Printed.Append(buffer.AsSpan(0, read));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The worker is gone.
        }
    }

    private static bool IsRuntimeSetting(string name) =>
        name.StartsWith("DOTNET_GC", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_Tiered", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_TC_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ReadyToRun", StringComparison.OrdinalIgnoreCase)
        || name.Equals("DOTNET_STARTUP_HOOKS", StringComparison.OrdinalIgnoreCase)
        || name.Equals("DOTNET_gcServer", StringComparison.OrdinalIgnoreCase);
}
