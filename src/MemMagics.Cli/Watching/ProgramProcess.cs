using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using MemMagics.Cli.Terminal;
using MemMagics.Wire.Platform;

namespace MemMagics.Cli.Watching;

/// <summary>A watched program from its start to its end. It has the tool's own standard streams.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private const int SigInt = 2;
    private const int SigTerm = 15;

    // Whoever interrupts may have been told of a signal before this is.
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly Process _process;
    private readonly ProcessFamily? _family;
    private readonly TaskCompletionSource<int> _signal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _secondSignal = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] _signals;

    private ProgramProcess(Process process, ProcessFamily? family)
    {
        _process = process;
        _family = family;
        Id = process.Id;
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Signalled(context, SigInt)), PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Signalled(context, SigTerm))];
    }

    public int Id { get; }

    /// <summary>When it started, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long StartedAt { get; private init; }

    /// <summary>All processes that descend from this one: the program's own and those that it starts; <see langword="null"/> where it cannot be told.</summary>
    public ProcessFamily? Family => _family;

    /// <summary>Starts it.</summary>
    /// <exception cref="WatchException">It cannot be started.</exception>
    public static ProgramProcess Start(ProcessStartInfo command)
    {
        // What the program starts inherits the mark, so that it is found even when its parent has ended.
        ProcessFamily.MarkThisOne();
        var family = ProcessFamily.Of(Environment.ProcessId);
        var startedAt = Stopwatch.GetTimestamp();
        try
        {
            return new ProgramProcess(Process.Start(command)!, family) { StartedAt = startedAt };
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
    }

    private async Task EndAsync()
    {
        await Task.WhenAny(_signal.Task, Task.Delay(s_moment));
        var signal = _signal.Task.IsCompleted ? await _signal.Task : SigInt;
        if (!OperatingSystem.IsWindows() && !(signal == SigInt && ForegroundTerminal.IsOurs()))
            _ = LibC.Kill(Id, signal);

        await Task.WhenAny(_process.WaitForExitAsync(CancellationToken.None), _secondSignal.Task, Task.Delay(s_patience));
        try
        {
            _process.Kill(entireProcessTree: OperatingSystem.IsWindows());
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended.
        }

        if (_family is not null)
            await _family.KillDescendantsAsync();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    private void Signalled(PosixSignalContext context, int signal)
    {
        context.Cancel = true;
        if (!_signal.TrySetResult(signal))
            _secondSignal.TrySetResult();
    }
}
