using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Measuring;

/// <summary>Runs one magic of a cell, the same way in every host.</summary>
public sealed class MagicExecution(MemoryProfiler profiler, IMagicHost host) : IProgress<MeasureProgress>
{
    /// <summary>Does what the command asks for.</summary>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public Task<MagicOutcome> RunAsync(MagicCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case HelpCommand help:
                host.ShowHelp(help.Text);
                return Task.FromResult(new MagicOutcome(null, null));
            case InvalidCommand invalid:
                return Task.FromResult(new MagicOutcome(null, invalid.Sentence));
            case MeasureCommand { Request: var request }:
                return MeasureAsync(request, cancellationToken);
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "An unknown kind of magic.");
        }
    }

    // Not Progress<T>, whose reports arrive later than the result.
    void IProgress<MeasureProgress>.Report(MeasureProgress value) => host.Wait(value);

    private async Task<MagicOutcome> MeasureAsync(MeasureRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var report = await WaitingAsync(request, cancellationToken).ConfigureAwait(false);

            // A failure is shown even with --quiet, together with the figures that there are.
            if (!request.Quiet || report.Failure is not null)
                host.Show(report);
            if (request.Output is { } name)
                await host.DefineAsync(name, report).ConfigureAwait(false);
            return new MagicOutcome(report, report.Failure);
        }
        catch (MagicException e)
        {
            return new MagicOutcome(null, e.Message);
        }
        catch (Exception e) when (e is not (OperationCanceledException or ThreadAbortException))
        {
            // Every expected failure is a MagicException. Anything else is a defect of ours, which must fail the cell but not the notebook.
            return new MagicOutcome(
                null,
                $"MemMagics itself failed, so there is no result: {Cause.Of(e).GetType().Name}: {ExceptionMessage.Of(Cause.Of(e))}\n"
                + $"The session is as it was. --replay or --in-process may do instead; please report this with the cell and these lines:\n{e.StackTrace}");
        }
    }

    private async Task<Report> WaitingAsync(MeasureRequest request, CancellationToken cancellationToken)
    {
        var session = await host.GetSessionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await profiler.MeasureAsync(session, request, this, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            host.Wait(null);
        }
    }
}
