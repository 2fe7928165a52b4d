using MemMagics.State;
using MemMagics.Wire.Messages;
using MemMagics.Wire.State;

namespace MemMagics.Workers;

/// <summary>Supervises one run in one worker: its messages, its time, its memory and its exit.</summary>
internal sealed class WorkerSupervision
{
    // As many looks in a row that find the worker suspended: a second and more.
    private const int MostSuspended = 100;
    private static readonly TimeSpan s_watchInterval = TimeSpan.FromMilliseconds(10);

    private readonly WorkerProcess _worker;
    private readonly NotebookArrays? _arrays;
    private readonly RunLimits _limits;
    private readonly string _run;
    private readonly string _unharmed;
    private readonly ICallWatch? _callWatch;
    private readonly RunResults _results;
    private readonly ProcessTreeMemory? _tree;
    private readonly PeakSampler? _sampler;
    private RunFailure? _stopped;

    private WorkerSupervision(WorkerProcess worker, RunRequest request, NotebookArrays? arrays, RunLimits limits, string run, ICallWatch? callWatch)
    {
        _worker = worker;
        _arrays = arrays;
        _limits = limits;
        _run = run;
        _unharmed = !request.FromShell ? " The notebook's session is unharmed." : "";
        _callWatch = callWatch;
        _tree = limits.IncludeChildren ? new ProcessTreeMemory(worker) : null;
        _sampler = limits.SamplesPeak ? new PeakSampler(worker.Resident) : null;
        _results = new RunResults(request, _tree, _sampler);
    }

    /// <summary>Has a worker make a run. Afterwards the worker cannot be used again.</summary>
    /// <param name="worker">A fresh worker.</param>
    /// <param name="request">What to measure.</param>
    /// <param name="arrays">The arrays that the worker may ask for; <see langword="null"/> when no state travels.</param>
    /// <param name="limits">When to stop it.</param>
    /// <param name="run">The run's name for the user: <c>run 2 of 3</c>.</param>
    /// <param name="callWatch">For a run that is observed: what the run waits for; <see langword="null"/> for any other run.</param>
    /// <param name="cancellationToken">Stops the worker at once.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="WorkerHashesException">The snapshot relies on hash codes that the worker does not compute.</exception>
    public static async Task<RunOutcome> RunAsync(
        WorkerProcess worker, RunRequest request, NotebookArrays? arrays, RunLimits limits, string run, ICallWatch? callWatch, CancellationToken cancellationToken)
    {
        return await new WorkerSupervision(worker, request, arrays, limits, run, callWatch).RunAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RunOutcome> RunAsync(RunRequest request, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(_limits.TimeLeft);
        var watching = WatchAsync(stop);
        RunFailure? failure;
        try
        {
            failure = await ConverseAsync(request, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            failure = _stopped ?? TimedOut();
        }
        catch (InvalidDataException e)
        {
            failure = BrokenConnection(e.Message);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(false);
            _sampler?.Dispose();
        }

        return _results.Outcome with { Printed = _worker.Printed, Failure = failure };
    }

    /// <returns>Why the run did not complete; <see langword="null"/> when it did.</returns>
    /// <exception cref="InvalidDataException">What came is not what a worker sends.</exception>
    private async Task<RunFailure?> ConverseAsync(RunRequest request, CancellationToken stop)
    {
        await _worker.RunAsync(request, stop).ConfigureAwait(false);
        while (await _worker.ReceiveAsync(stop).ConfigureAwait(false) is { } message)
        {
            if (message.Kind == MessageKind.ArraysWanted)
            {
                await CopyArraysAsync(message, stop).ConfigureAwait(false);
            }
            else if (_callWatch is not null && message.Kind is (MessageKind.CallIsNext or MessageKind.CallBegins or MessageKind.CallEnded or MessageKind.NamesKnown))
            {
                await LetWatchAsync(message, stop).ConfigureAwait(false);
            }
            else if (_results.Add(message))
            {
                await _worker.DrainAsync().ConfigureAwait(false);
                return _results.Outcome.Failure;
            }
        }

        var exitCode = await _worker.WaitForExitAsync(stop).ConfigureAwait(false);
        return _stopped ?? (WorkerExitText.IsOfBrokenConnection(exitCode, _results.ExitCode)
            ? BrokenConnection($"The worker ended with exit code {exitCode} and without its last message.")
            : new RunFailure(RunFailureKind.WorkerExited, WorkerExitText.Render(exitCode, _results.ExitCode, _run, _worker.Printed, _unharmed)));
    }

    /// <summary>Has the one who watches the call do its part while the run waits. A worker that ends meanwhile answers nobody: its end is the next that is read.</summary>
    private async Task LetWatchAsync(Message message, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var exit = _worker.CancelAtExitAsync(ended);
        try
        {
            var (kind, payload) = await AnswerOfAsync(_callWatch!, message, ended.Token).ConfigureAwait(false);
            await _worker.AnswerAsync(kind, payload, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // The worker has ended.
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await exit.ConfigureAwait(false);
        }
    }

    /// <returns>What the run waits for.</returns>
    private static async Task<(MessageKind Kind, Action<BinaryWriter>? Payload)> AnswerOfAsync(ICallWatch watch, Message message, CancellationToken stop)
    {
        switch (message.Kind)
        {
            case MessageKind.CallIsNext:
                await watch.CallIsNextAsync(message.Read(CallPause.Read), stop).ConfigureAwait(false);
                return (MessageKind.GoOn, null);
            case MessageKind.CallBegins:
                await watch.CallBeginsAsync(message.Read(CallPause.Read), stop).ConfigureAwait(false);
                return (MessageKind.GoOn, null);
            case MessageKind.CallEnded:
                var unknown = await watch.CallEndedAsync(message.Read(CallPause.Read), stop).ConfigureAwait(false);
                return unknown.IsEmpty ? (MessageKind.GoOn, null) : (MessageKind.NamesUnknown, unknown.Write);
            default:
                watch.Named(message.Read(KnownNames.Read));
                return (MessageKind.GoOn, null);
        }
    }

    private async Task CopyArraysAsync(Message message, CancellationToken stop)
    {
        var places = message.Read(static reader => reader.ReadList(ArrayPlace.Read));
        if (_arrays is null)
            throw new InvalidDataException("The worker wants arrays, and none travel.");

        await _worker.ArraysCopiedAsync(_arrays.CopyTo(_worker.Id, places, stop), stop).ConfigureAwait(false);
    }

    private async Task WatchAsync(CancellationTokenSource stop)
    {
        var suspended = 0;
        while (!stop.IsCancellationRequested)
        {
            _tree?.Read();
            suspended = _worker.IsSuspended ? suspended + 1 : 0;
            _stopped = _worker.Resident() > _limits.Memory.Bytes + _limits.Events + Math.Min(_results.Ballast, _limits.Memory.Bytes) ? OverMemoryLimit()
                : suspended > MostSuspended ? Suspended()
                : null;
            if (_stopped is not null)
            {
                await stop.CancelAsync().ConfigureAwait(false);
                return;
            }

            await Task.Delay(s_watchInterval, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private RunFailure OverMemoryLimit() => new(
        RunFailureKind.OverMemoryLimit,
        $"{Capitalized(_run)} was stopped: the worker's memory went over the limit of {_limits.Memory}{(_limits.Events > 0 ? $", and {_limits.Events >> 20:N0} MiB for recorded events" : "")}. --memory-limit SIZE allows more.");

    private RunFailure TimedOut() => new(
        RunFailureKind.TimedOut,
        $"{Capitalized(_run)} was stopped: the measurement did not end within {_limits.Timeout.TotalSeconds:0.###} s. -t 5m allows more.");

    private RunFailure Suspended() => new(
        RunFailureKind.Suspended,
        $"{Capitalized(_run)} was ended: a signal (SIGSTOP) suspended its worker, and nothing let it go on.{_unharmed}");

    /// <param name="seen">By what the engine knows: a sentence.</param>
    private RunFailure BrokenConnection(string seen) => new(
        RunFailureKind.BrokenConnection,
        $"{Capitalized(_run)} was ended: the measured code broke the connection to its worker, by writing to descriptors that it did not open, or by closing them. ({seen}){_unharmed}");

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
