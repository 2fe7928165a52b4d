using MemMagics.State;
using MemMagics.Wire.Messages;
using MemMagics.Wire.State;

namespace MemMagics.Workers;

/// <summary>Supervises one run in one worker: its messages, its time, its memory and its exit.</summary>
internal sealed class WorkerSupervision
{
    private static readonly TimeSpan s_watchInterval = TimeSpan.FromMilliseconds(10);

    private readonly WorkerProcess _worker;
    private readonly NotebookArrays? _arrays;
    private readonly RunLimits _limits;
    private readonly string _run;
    private RunOutcome _received = new();
    private readonly ProcessTreeMemory? _tree;
    private bool _overMemoryLimit;

    private WorkerSupervision(WorkerProcess worker, NotebookArrays? arrays, RunLimits limits, string run)
    {
        _worker = worker;
        _arrays = arrays;
        _limits = limits;
        _run = run;
        _tree = limits.IncludeChildren ? new ProcessTreeMemory(worker.Id) : null;
    }

    /// <summary>Has a worker make a run. Afterwards the worker cannot be used again.</summary>
    /// <param name="worker">A fresh worker.</param>
    /// <param name="request">What to measure.</param>
    /// <param name="arrays">The arrays that the worker may ask for; <see langword="null"/> when no state travels.</param>
    /// <param name="limits">When to stop it.</param>
    /// <param name="run">The run's name for the user: <c>run 2 of 3</c>.</param>
    /// <param name="cancellationToken">Stops the worker at once.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="WorkerHashesException">The snapshot relies on hash codes that the worker does not compute.</exception>
    public static async Task<RunOutcome> RunAsync(
        WorkerProcess worker, RunRequest request, NotebookArrays? arrays, RunLimits limits, string run, CancellationToken cancellationToken)
    {
        return await new WorkerSupervision(worker, arrays, limits, run).RunAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RunOutcome> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(_limits.TimeLeft);
        var watching = WatchAsync(stop);
        try
        {
            await ConverseAsync(request, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _received = _received with { Failure = Stopped() };
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
        }

        return _received with { Printed = _worker.Printed };
    }

    private async Task ConverseAsync(RunRequest request, CancellationToken stop)
    {
        _worker.Run(request);
        while (await _worker.ReceiveAsync(stop).ConfigureAwait(false) is { } message)
        {
            switch (message.Kind)
            {
                case MessageKind.Ready:
                    break;
                case MessageKind.ArraysWanted:
                    var places = message.Read(static reader => reader.ReadList(ArrayPlace.Read));
                    _worker.ArraysCopied(_arrays!.CopyTo(_worker.Id, places, stop));
                    break;
                case MessageKind.FirstCall:
                    _received = _received with { First = Figures(message) };
                    break;
                case MessageKind.WarmCall:
                    _received = _received with { Warm = Figures(message) };
                    break;
                case MessageKind.Timeline:
                    _received = _received with { Timeline = message.Read(static reader => reader.ReadList(ResidentSample.Read)) };
                    break;
                case MessageKind.Types:
                    _received = _received with { Types = message.Read(TypeCounts.Read) };
                    break;
                case MessageKind.Probes:
                    _received = _received with { Probes = message.Read(ProbeResult.Read) };
                    break;
                case MessageKind.DebugLibraries:
                    _received = _received with { DebugLibraries = message.Read(static reader => reader.ReadList(static from => from.ReadString())) };
                    break;
                case MessageKind.Threw:
                    var thrown = message.Read(ThrownException.Read);
                    _received = _received with { Failure = new RunFailure(RunFailureKind.Threw, ExceptionText.Render(thrown)) };
                    break;
                case MessageKind.Refused:
                    var sentence = message.Read(static reader => reader.ReadString());
                    _received = _received with { Failure = new RunFailure(RunFailureKind.Refused, sentence) };
                    break;
                case MessageKind.HashesDiffer:
                    throw new WorkerHashesException();
                case MessageKind.Finished:
                    await _worker.DrainAsync().ConfigureAwait(false);
                    return;
                default:
                    throw new InvalidDataException($"The worker sent a message of kind {message.Kind}.");
            }
        }

        var exitCode = await _worker.WaitForExitAsync(stop).ConfigureAwait(false);
        _received = _received with
        {
            Failure = _overMemoryLimit
                ? Stopped()
                : new RunFailure(RunFailureKind.WorkerExited, WorkerExitText.Render(exitCode, _run, _worker.Printed)),
        };
    }

    private CallFigures Figures(Message message)
    {
        var figures = message.Read(CallFigures.Read);
        _tree?.Read(); // between two calls: what children have before the second one
        return _tree?.WithChildren(figures) ?? figures;
    }

    private async Task WatchAsync(CancellationTokenSource stop)
    {
        while (!stop.IsCancellationRequested)
        {
            _tree?.Read();
            if (ProcessMemory.Resident(_worker.Id) > _limits.Memory)
            {
                _overMemoryLimit = true;
                await stop.CancelAsync().ConfigureAwait(false);
                return;
            }

            await Task.Delay(s_watchInterval, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private RunFailure Stopped() => _overMemoryLimit
        ? new RunFailure(
            RunFailureKind.OverMemoryLimit,
            $"{Capitalized(_run)} was stopped: the worker's resident memory went over the limit of {_limits.Memory >> 20:N0} MiB. --memory-limit SIZE allows more.")
        : new RunFailure(
            RunFailureKind.TimedOut,
            $"{Capitalized(_run)} was stopped: the measurement did not end within {_limits.Timeout.TotalSeconds:0.###} s. -t 5m allows more.");

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
