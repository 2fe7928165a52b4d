using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using MemMagics.Cli.Terminal;
using MemMagics.Platform;
using MemMagics.Platform.Contract;

namespace MemMagics.Cli.Watching;

/// <summary>A watched program from its start to its end. It has the tool's own standard streams.</summary>
internal sealed class ProgramProcess : IDisposable
{
    // Whoever interrupts may have been told of a signal before this is.
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly IProcessTree _tree;
    private readonly TaskCompletionSource<PosixSignal> _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _secondSignal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _signals;

    private ProgramProcess(Process process, IProcessTree tree)
    {
        _process = process;
        _tree = tree;
        Id = process.Id;
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Signalled), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Signalled)];
    }

    public int Id { get; }

    /// <summary>When it started, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long StartedAt { get; private init; }

    /// <summary>All processes that descend from this one: the program's own and those that it starts.</summary>
    public IProcessTree Tree => _tree;

    /// <summary>Starts it.</summary>
    /// <exception cref="WatchException">It cannot be started.</exception>
    public static ProgramProcess Start(ProcessStartInfo command)
    {
        var tree = HostPlatform.Processes.TreeOfStarted();
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            return new ProgramProcess(ProcessStart.Of(command), tree) { StartedAt = startedAt };
        }
        catch (Win32Exception e)
        {
            throw new WatchException($"'{command.FileName}' cannot be run: {e.Message}.", e);
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <param name="interrupted">When it is to end: it gets the signal, and some time to follow it, unless the signal comes once more.</param>
    /// <returns>Its exit code; 128 + n for signal n.</returns>
    public async Task<int> WaitAsync(CancellationToken interrupted)
    {
        await _process.WaitForExitAsync(interrupted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (interrupted.IsCancellationRequested)
            await EndAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _process.Dispose();
        _tree.Dispose();
    }

    private async Task EndAsync()
    {
        await Task.WhenAny(_signal.Task, Task.Delay(s_moment));
        HostPlatform.Processes.AskToEnd(Id, terminate: _signal.Task.IsCompleted && await _signal.Task == PosixSignal.SIGTERM);

        await Task.WhenAny(_process.WaitForExitAsync(CancellationToken.None), _secondSignal.Task, Task.Delay(s_patience));
        try
        {
            _process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended.
        }

        await _tree.KillAsync();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    private void Signalled(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_signal.TrySetResult(context.Signal))
            _secondSignal.TrySetResult();
    }
}
