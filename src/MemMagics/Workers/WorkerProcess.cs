using System.Diagnostics;
using MemMagics.Platform;
using MemMagics.Platform.Contract;
using MemMagics.State;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Runtime;

namespace MemMagics.Workers;

/// <summary>A worker process, from its start to its end. Serves one request.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_drainTime = TimeSpan.FromMilliseconds(500);

    private readonly Process _process;
    private readonly IDictionary<string, string?> _environment;
    private readonly IProcessTree _tree;
    private readonly IProcessMemory _memory;
    private readonly Connection _connection;
    private readonly IDisposable? _guard;
    private readonly PrintedCapture _printed = new($"[end {Guid.NewGuid():N}]");
    private Task _sentAhead = Task.CompletedTask;
    private Task? _ending;

    private WorkerProcess(Process process, IDictionary<string, string?> environment, WorkerSettings settings, IDisposable? guard)
    {
        _process = process;
        _environment = environment;
        Settings = settings;
        Id = process.Id;
        _guard = guard;
        _tree = HostPlatform.Processes.TreeOf(process);
        _memory = HostPlatform.Memory.Of(Id);
        _connection = new Connection(process.StandardOutput.BaseStream, process.StandardInput.BaseStream, FrameLimits.FromWorker);
        _printed.Read(process.StandardError.BaseStream);
    }

    public WorkerSettings Settings { get; }

    public int Id { get; }

    /// <summary>What the worker printed on standard output and error.</summary>
    public string Printed => _printed.Text.ToString();

    public bool HasExited => _process.HasExited;

    /// <summary>Whether a signal suspends it: it answers nothing until another one lets it go on.</summary>
    public bool IsSuspended => HostPlatform.Processes.IsSuspended(Id);

    /// <summary>Starts a worker. All three standard streams are redirected, because the notebook's process may speak its own protocol over them.</summary>
    /// <exception cref="MagicException">The process cannot be started.</exception>
    public static WorkerProcess Start(WorkerSettings settings)
    {
        var guard = settings.AwaitedPort is { } port ? HostPlatform.Processes.GuardOf(port) : null;
        try
        {
            var command = WorkerCommand.For(settings);
            var worker = new WorkerProcess(ProcessStart.Of(command), command.Environment, settings, guard);
            if (WorkerHashes.Offer is { } offer)
                worker.SendAhead(MessageKind.Hashes, offer.Write);
            return worker;
        }
        catch (Exception e)
        {
            guard?.Dispose();
            if (e is not System.ComponentModel.Win32Exception)
                throw;
            throw new MagicException($"The worker process could not be started ({DotnetHost.Path}): {e.Message}. Is the .NET 10 runtime there?", e);
        }
    }

    /// <summary>Has the worker make a run without user code, so that everything that a run needs is loaded and compiled.</summary>
    public void WarmUp(RunRequest warmUp) => SendAhead(MessageKind.WarmUp, warmUp.Write);

    /// <summary>Sends the worker its request. If the worker has already exited, <see cref="ReceiveAsync"/> reports it.</summary>
    /// <exception cref="OperationCanceledException">It was stopped while the worker did not read.</exception>
    public ValueTask RunAsync(RunRequest request, CancellationToken cancellationToken) => TrySendAsync(
        MessageKind.Run,
        (request with { EndOfPrinted = _printed.Mark, Environment = WorkerEnvironment.ChangesTo(_environment) }).Write,
        cancellationToken);

    /// <summary>Answers <see cref="MessageKind.ArraysWanted"/>.</summary>
    /// <exception cref="OperationCanceledException">It was stopped while the worker did not read.</exception>
    public ValueTask ArraysCopiedAsync(bool copied, CancellationToken cancellationToken) =>
        TrySendAsync(MessageKind.ArraysCopied, writer => writer.Write(copied), cancellationToken);

    /// <summary>Answers a run that waits, other than <see cref="MessageKind.ArraysWanted"/>. The runtime is up by then: nobody else can connect to it from now on.</summary>
    /// <exception cref="OperationCanceledException">It was stopped while the worker did not read.</exception>
    public ValueTask AnswerAsync(MessageKind kind, Action<BinaryWriter>? payload, CancellationToken cancellationToken)
    {
        RemoveDiagnosticsSocket();
        return TrySendAsync(kind, payload, cancellationToken);
    }

    /// <summary>Its resident memory now, in bytes; 0 when it has ended.</summary>
    public long Resident() => _memory.Read();

    /// <summary>Resident memory of all processes that descend from the worker, in bytes.</summary>
    public long ResidentOfChildren()
    {
        var sum = 0L;
        foreach (var (id, _) in _tree.Members().Where(child => HostPlatform.Processes.HasBegun(child.Id, Id)))
        {
            using var child = HostPlatform.Memory.Of(id);
            sum += child.Read();
        }

        return sum;
    }

    /// <summary>The worker's next message; <see langword="null"/> when it has ended.</summary>
    public async ValueTask<Message?> ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            var message = await _connection.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            _guard?.Dispose();
            return message;
        }
        catch (IOException)
        {
            _guard?.Dispose();
            return null;
        }
    }

    /// <summary>Cancels when the process exits. Completes then, or when it was cancelled otherwise.</summary>
    public async Task CancelAtExitAsync(CancellationTokenSource source)
    {
        await _process.WaitForExitAsync(source.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await source.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Waits for the end of a process that has closed its streams, and for the rest of its output.</summary>
    /// <returns>The exit code; 128 + n for signal n on Unix.</returns>
    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        await DrainAsync().ConfigureAwait(false);
        return _process.ExitCode;
    }

    /// <summary>Waits until all output has arrived, but not for ever: a child process may hold the pipe open.</summary>
    public Task DrainAsync() => Task.WhenAny(_printed.Ended, Task.Delay(s_drainTime));

    /// <summary>Kills the worker and every process that measured code started, without waiting until they have exited.</summary>
    /// <returns>A task that completes when the worker has exited.</returns>
    public Task EndAsync()
    {
        lock (_printed)
            return _ending ??= KillAsync();
    }

    public async ValueTask DisposeAsync() => await EndAsync().ConfigureAwait(false);

    /// <summary>Sends what comes before the request, in its order, and does not wait: a worker whose runtime has not begun yet reads nothing, and a pipe holds 4 KiB on Windows.</summary>
    private void SendAhead(MessageKind kind, Action<BinaryWriter> payload) => _sentAhead = SendAfterAsync(_sentAhead, kind, payload);

    private async Task SendAfterAsync(Task previous, MessageKind kind, Action<BinaryWriter> payload)
    {
        await previous.ConfigureAwait(false);
        try
        {
            await _connection.SendAsync(kind, payload, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The worker is exiting; the next read reports it.
        }
    }

    private async ValueTask TrySendAsync(MessageKind kind, Action<BinaryWriter>? payload, CancellationToken cancellationToken)
    {
        try
        {
            // A write to a pipe that is full cannot be called off on every system; it ends with the worker.
            await _sentAhead.WaitAsync(cancellationToken).ConfigureAwait(false);
            await _connection.SendAsync(kind, payload, cancellationToken).AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The worker is exiting; the next read reports it.
        }
    }

    private async Task KillAsync()
    {
        _guard?.Dispose();

        var ending = _tree.KillAsync();
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has exited by itself.
        }

        await ending.ConfigureAwait(false);
        await _process.WaitForExitAsync().ConfigureAwait(false);
        _process.Dispose();
        _memory.Dispose();
        _tree.Dispose();
        RemoveDiagnosticsSocket();
    }

    /// <summary>The runtime of a worker with a diagnostics port also listens itself, on a socket that a process that is killed leaves in the temporary folder.</summary>
    private void RemoveDiagnosticsSocket()
    {
        if (Settings.DiagnosticPorts is null)
            return;

        try
        {
            foreach (var socket in Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{Id}-*-socket"))
                File.Delete(socket);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is of another user's process that had this number.
        }
    }
}
