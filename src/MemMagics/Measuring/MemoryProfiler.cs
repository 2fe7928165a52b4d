using MemMagics.Compilation;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Session;
using MemMagics.Workers;

namespace MemMagics.Measuring;

/// <summary>Measures how much memory code of a notebook uses. One instance serves one notebook: it keeps emitted submissions and standby workers.</summary>
public sealed class MemoryProfiler : IAsyncDisposable
{
    private readonly SubmissionEmitter _emitter = new();
    private readonly ReferencedLibraries _libraries = new();
    private readonly Standby _standby;
    private readonly Preparation _preparation = new();

    /// <summary>Keeps workers ready between measurements.</summary>
    public MemoryProfiler() => _standby = new Standby();

    private MemoryProfiler(Standby standby) => _standby = standby;

    /// <summary>A profiler for one measurement, after which no worker is kept ready.</summary>
    public static MemoryProfiler ForOneMeasurement() => new(new Standby { Size = 0 });

    /// <summary>Starts the worker on standby, so that the first measurement need not wait for it. Optional.</summary>
    public void WarmUp() => _standby.Refill(new WorkerSettings(GcFlavor.Workstation, Tiered: false), _standby.Size);

    /// <summary>Starts the worker of a request that is to come. Optional.</summary>
    /// <param name="request">The request.</param>
    /// <param name="program">The program that will be measured; <see langword="null"/> for a notebook.</param>
    public void WarmUp(MeasureRequest request, MeasuredProgram? program) => _standby.Refill(WorkerSettings.Of(request, program), 1);

    /// <summary>Measures a request in the session, which is left untouched.</summary>
    /// <param name="session">The notebook's state.</param>
    /// <param name="request">What to measure, and how.</param>
    /// <param name="progress">Receives the measurement's progress; <see langword="null"/> when it is not wanted.</param>
    /// <param name="cancellationToken">Stops the measurement and its workers at once.</param>
    /// <returns>A <see cref="MemitReport"/> for a <see cref="MemitRequest"/>, a <see cref="LineReport"/> for an <see cref="MprunRequest"/>.</returns>
    /// <exception cref="MagicException">Nothing could be measured: the code does not compile, its state cannot travel, a name is unknown, the worker died in its first run, the file to save to cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The measurement was stopped.</exception>
    public async Task<Report> MeasureAsync(
        NotebookSession session, MeasureRequest request, IProgress<MeasureProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        SavedReport.Check(request);
        var report = request.State == StateMode.InProcess
            ? await InProcessMeasurement.RunAsync(session, request, _preparation, progress, cancellationToken).ConfigureAwait(false)
            : await new WorkerMeasurement(session, request, _emitter, _libraries, _standby, _preparation, progress).RunAsync(cancellationToken).ConfigureAwait(false);
        var exceeded = request is MemitRequest memit && report is MemitReport { Failure: null } figures ? Budget.Exceeded(memit, figures) : null;
        if (exceeded is null && request is MemitRequest budgeted && report is MemitReport { Failure: null } met)
            report = report with { Notes = [.. report.Notes, .. Budget.Met(budgeted, met)] };
        report = report with
        {
            Failure = report.Failure ?? exceeded,
            Verdict = exceeded is not null ? "over budget" : report.Failure is not null && HasFigures(report) ? "failed" : null,
            Hint = NextMagic.Of(request, report, overBudget: exceeded is not null, session),
        };
        return SavedReport.Save(report, request);
    }

    // Without figures the headline is that there are none.
    private static bool HasFigures(Report report) => report is not MemitReport { Runs.Count: 0 };

    /// <summary>Ends the standby workers.</summary>
    public ValueTask DisposeAsync()
    {
        _libraries.Dispose();
        return _standby.DisposeAsync();
    }
}
