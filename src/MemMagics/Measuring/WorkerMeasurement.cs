using System.Diagnostics;
using MemMagics.Compilation;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Magics;
using MemMagics.Origins;
using MemMagics.Platform;
using MemMagics.Reports;
using MemMagics.Session;
using MemMagics.State;
using MemMagics.Wire.Messages;
using MemMagics.Workers;

namespace MemMagics.Measuring;

/// <summary>One measurement in fresh worker processes, one after another.</summary>
internal sealed class WorkerMeasurement(
    NotebookSession session, MeasureRequest request, SubmissionEmitter emitter, ReferencedLibraries libraries, Standby standby, Preparation preparation,
    IProgress<MeasureProgress>? progress)
{
    private const int DefaultRuns = 3;

    // More than there can be workers on standby, which code of an earlier run may have killed or suspended.
    private const int MostAttempts = 10;

    // Nobody should wait a minute without having asked for it: without -r, no run begins that would end later than this.
    private static readonly TimeSpan s_unaskedTime = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan s_comparisonTime = TimeSpan.FromSeconds(3);

    private readonly SizeLimit _memoryLimit = request.MemoryLimit ?? RunLimits.DefaultMemory();
    private readonly WorkerSettings _settings = WorkerSettings.Of(request, session.Program);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly int _plannedRuns = request.Repeat ?? (request is MprunRequest ? 1 : DefaultRuns);

    /// <summary>Makes the runs and reports them.</summary>
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await MakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (WorkerHashesException)
        {
            // With another snapshot, in which tables are taken apart: a runtime that keeps its seeds elsewhere gives the same figures, more slowly.
            WorkerHashes.Refute();
        }

        try
        {
            return await MakeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (WorkerHashesException e)
        {
            throw new MagicException("A worker refused a snapshot for its hash codes, and one without them, too: the measured code has written to descriptors that it did not open.", e);
        }
    }

    private async Task<Report> MakeAsync(CancellationToken cancellationToken)
    {
        ReportStep(MeasureProgress.Compiling);
        standby.Refill(_settings, 1);
        using var plan = await preparation.RunAsync(token => MeasurementPlan.Make(session, request, emitter, libraries, ReportStep, token), request.Timeout, cancellationToken).ConfigureAwait(false);
        var outcomes = await RunAllAsync(plan, cancellationToken).ConfigureAwait(false);
        var unwoven = await RunUnwovenAsync(plan, outcomes, cancellationToken).ConfigureAwait(false);
        var types = await RunForTypesAsync(plan, outcomes, cancellationToken).ConfigureAwait(false);
        var where = await RunForWhereAsync(plan, outcomes, cancellationToken).ConfigureAwait(false);
        standby.Refill(_settings, standby.Size);
        return new ReportAssembly(session, request, _plannedRuns, plan, outcomes) { Unwoven = unwoven, Types = types, Where = where }.Build();
    }

    private void ReportStep(string step) => progress?.Report(new MeasureProgress(step, 0, _plannedRuns));

    private async Task<IReadOnlyList<RunOutcome>> RunAllAsync(MeasurementPlan plan, CancellationToken cancellationToken)
    {
        var outcomes = new List<RunOutcome>();
        for (var run = 1; run <= _plannedRuns && IsWorthAnother(outcomes); run++)
        {
            var name = $"run {run} of {_plannedRuns}";
            progress?.Report(new MeasureProgress(name, outcomes.Count, _plannedRuns));
            outcomes.Add(await RunOnceAsync(plan, plan.Run, _settings, name, isLast: run == _plannedRuns, cancellationToken).ConfigureAwait(false));
            if (outcomes[^1].Failure is not null)
                break;
        }

        return outcomes;
    }

    /// <summary>
    /// Runs the profiled code without line probes, to tell whether they change what it allocates; once more when the figures differ, to tell whether
    /// they do so without probes, too. Skipped when that would take long.
    /// </summary>
    private async Task<IReadOnlyList<RunOutcome>> RunUnwovenAsync(MeasurementPlan plan, IReadOnlyList<RunOutcome> outcomes, CancellationToken cancellationToken)
    {
        var unwoven = new List<RunOutcome>();
        var run = plan.PlainRun with { Plan = SameCalls(outcomes) };
        while (plan.Profile is not null && outcomes[^1].Failure is null && _clock.Elapsed < s_comparisonTime && unwoven.Count < (IsSame(unwoven, outcomes[^1]) ? 1 : 2))
            unwoven.Add(await RunOnceAsync(plan, run, _settings, "the run without line probes", isLast: true, cancellationToken).ConfigureAwait(false));

        return unwoven;
    }

    /// <summary>Whether one run is enough, since it allocated what the other did. Side effects of earlier cells that run again do not happen for it.</summary>
    private bool IsSame(List<RunOutcome> unwoven, RunOutcome woven) =>
        request.State == StateMode.Replay
        || unwoven.All(outcome => outcome.Warm is not null && woven.Warm is not null
            ? outcome.Warm.Allocated == woven.Warm.Allocated
            : outcome.First?.Allocated == woven.First?.Allocated);

    /// <summary>
    /// Runs the code once more to list by type what stays alive. It does so in a separate worker that yields no other figure: dumping the
    /// heap fills caches that the first call would otherwise pay for, and disturbs the kernel's high-water mark.
    /// </summary>
    private async Task<RetainedTypes?> RunForTypesAsync(MeasurementPlan plan, IReadOnlyList<RunOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (request is not MemitRequest { Types: true } || outcomes[^1].Failure is not null)
            return null;

        progress?.Report(new MeasureProgress("listing types", outcomes.Count, _plannedRuns));
        try
        {
            await using var heap = new HeapComparison();
            return new RetainedTypes(await RunObservedAsync(plan, outcomes, heap, "the run that lists types", cancellationToken).ConfigureAwait(false), heap);
        }
        catch (Exception e) when (e is not (OperationCanceledException or WorkerHashesException))
        {
            cancellationToken.ThrowIfCancellationRequested(); // whatever it was that the end of the worker broke first
            return new RetainedTypes(e);
        }
    }

    /// <summary>
    /// Runs the code once more to find where what it allocates comes from; when events were lost, another time to sample it.
    /// </summary>
    private async Task<FoundOrigins?> RunForWhereAsync(MeasurementPlan plan, IReadOnlyList<RunOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (request is not MemitRequest { Where: not WhereChoice.None and var choice } || outcomes[^1].Failure is not null)
            return null;

        progress?.Report(new MeasureProgress("recording objects", outcomes.Count, _plannedRuns));
        var found = await FindOriginsAsync(choice).ConfigureAwait(false);
        if (choice == WhereChoice.Auto && found.IsUnreliable)
        {
            progress?.Report(new MeasureProgress("sampling objects", outcomes.Count, _plannedRuns));
            found = found.Or(await FindOriginsAsync(WhereChoice.Sampled).ConfigureAwait(false));
        }

        return found;

        async Task<FoundOrigins> FindOriginsAsync(WhereChoice how)
        {
            try
            {
                await using var recording = new AllocationRecording(how);
                var run = await RunObservedAsync(plan, outcomes, recording, "the run that records objects", cancellationToken).ConfigureAwait(false);
                return FoundOrigins.In(recording, run, plan, libraries, DocumentText);
            }
            catch (Exception e) when (e is not (OperationCanceledException or WorkerHashesException))
            {
                cancellationToken.ThrowIfCancellationRequested(); // as above
                return FoundOrigins.Failed(e);
            }
        }
    }

    private Task<RunOutcome> RunObservedAsync(
        MeasurementPlan plan, IReadOnlyList<RunOutcome> outcomes, ICallWatch watch, string name, CancellationToken cancellationToken) => TryOnceAsync(
            plan, plan.PlainRun with { Observed = true, Timeline = false, Plan = SameCalls(outcomes) }, _settings with { DiagnosticPorts = watch.Ports }, name, isLast: true, watch, cancellationToken);

    /// <summary>The calls that were made, however long the first one takes in a run that is compared with them.</summary>
    private static CallPlan SameCalls(IReadOnlyList<RunOutcome> outcomes) => outcomes.All(outcome => outcome.Warm is not null) ? CallPlan.Both : CallPlan.FirstOnly;

    private async Task<RunOutcome> RunOnceAsync(
        MeasurementPlan plan, RunRequest run, WorkerSettings settings, string name, bool isLast, CancellationToken cancellationToken)
    {
        RunOutcome outcome;
        var attempts = 0;
        do
        {
            outcome = await TryOnceAsync(plan, run, settings, name, isLast, watch: null, cancellationToken).ConfigureAwait(false);
        }
        while (outcome.IsLost && ++attempts < MostAttempts);

        return outcome;
    }

    private async Task<RunOutcome> TryOnceAsync(
        MeasurementPlan plan, RunRequest run, WorkerSettings settings, string name, bool isLast, ICallWatch? watch, CancellationToken cancellationToken)
    {
        var worker = standby.Take(settings);
        if (!isLast)
            standby.Refill(_settings, 1); // when no worker is ready, one starts while this run goes on

        var left = request.Timeout - _clock.Elapsed;
        var limits = new RunLimits(request.Timeout, left > TimeSpan.Zero ? left : TimeSpan.Zero, _memoryLimit, watch?.Memory ?? 0, request.IncludeChildren, SamplesPeak: !HostPlatform.Memory.HasMark);
        try
        {
            return await WorkerSupervision.RunAsync(worker, run, plan.Arrays, limits, name, watch, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            standby.Release(worker);
        }
    }

    private string? DocumentText(string document) =>
        document == request.Origin.Document && request.Origin.DocumentText is { } text ? text : session.DocumentText(document);

    private bool IsWorthAnother(List<RunOutcome> outcomes) =>
        outcomes.Count == 0
        || request.Repeat is not null
        || _clock.Elapsed + _clock.Elapsed / outcomes.Count < s_unaskedTime;
}
