using System.Runtime.InteropServices;
using MemMagics.Instrumentation;
using MemMagics.Magics;
using MemMagics.Platform;
using MemMagics.Reports;
using MemMagics.Session;
using MemMagics.Wire.Messages;
using MemMagics.Workers;

namespace MemMagics.Measuring;

/// <summary>Makes the report from the results of the workers.</summary>
internal sealed class ReportAssembly(
    NotebookSession session, MeasureRequest request, int plannedRuns, MeasurementPlan plan, IReadOnlyList<RunOutcome> outcomes)
{
    // A report shows the warm call when every run that produced a figure got as far as its warm call.
    private readonly MeasuredCall _measured =
        outcomes.Any(outcome => outcome.Warm is not null) && outcomes.All(outcome => outcome.Warm is not null || outcome.First is null)
            ? MeasuredCall.Warm
            : MeasuredCall.FirstCall;

    /// <summary>The outcomes of the same code without line probes: none when it was not run so, two when the first differs from that with probes.</summary>
    public IReadOnlyList<RunOutcome> Unwoven { get; init; } = [];

    /// <summary>What stays alive by type; <see langword="null"/> when it was not asked for.</summary>
    public RetainedTypes? Types { get; init; }

    /// <summary>Where what is allocated comes from; <see langword="null"/> when it was not asked for.</summary>
    public FoundOrigins? Where { get; init; }

    /// <exception cref="MagicException">No run came far enough for a figure.</exception>
    public Report Build() => plan.Profile is null ? Memit() : Mprun();

    private RunFailure? Failure => outcomes[^1].Failure;

    /// <summary>A program that says that it failed has failed, though it was measured.</summary>
    private string? ExitFailure => ExitCode is { } code and not 0 ? $"{session.Program?.Name} ended with exit code {code}." : null;

    /// <summary>That of the first run that failed, or else of the last one.</summary>
    private int? ExitCode => outcomes.Select(static outcome => outcome.ExitCode).FirstOrDefault(static code => code is not (null or 0)) ?? outcomes[^1].ExitCode;

    /// <summary>How often the code has run, each time in a process of its own.</summary>
    private int Processes => outcomes.Count + Unwoven.Count + (Types is null ? 0 : 1) + (Where?.Runs ?? 0);

    private MemitReport Memit()
    {
        var runs = outcomes.Select(RunOf).OfType<Run>().ToList();
        if (runs.Count == 0 && Failure is { Kind: not RunFailureKind.Threw } failure)
            throw new MagicException(failure.Sentence) { IsOfRun = failure.Kind is not RunFailureKind.Refused };

        return new MemitReport
        {
            Code = request.Label ?? request.Code,
            Measured = _measured,
            Conditions = Conditions(),
            Printed = outcomes[^1].Printed,
            Notes = [.. Notes(runs.Count), .. MeasuredCodeNotes.Of(plan.Measured, runs), .. NotesOfExtraRuns(runs)],
            Failure = Failure?.Sentence ?? ExitFailure,
            ExitCode = ExitCode,
            Runs = runs,
            Types = Types?.List,
            Where = Where?.Origins,
            Timeline = TimelineOf(outcomes[^1]),
        };
    }

    private LineReport Mprun()
    {
        var counted = outcomes.Where(outcome => outcome.Probes is not null).ToList();
        if (counted.Count == 0)
            throw new MagicException(Failure!.Sentence) { IsOfRun = Failure.Kind is not RunFailureKind.Refused };

        var worst = counted.MaxBy(outcome => outcome.Probes!.Allocated.Sum())!;
        var functions = LineReportBuilder.Build(plan.Profile!, worst.Probes!, DocumentText);
        return new LineReport
        {
            Code = request.Label ?? request.Code,
            Measured = worst.Warm is not null ? MeasuredCall.Warm : MeasuredCall.FirstCall,
            Conditions = Conditions(),
            Printed = outcomes[^1].Printed,
            Notes = [.. Notes(counted.Count), .. MeasuredCodeNotes.Of(plan.Measured, []), .. plan.Profile!.Notes, .. StaticConstructorNotes(functions), .. WeavingNotes(worst)],
            Failure = Failure?.Sentence ?? ExitFailure,
            ExitCode = ExitCode,
            Functions = functions,
            AllocatedWithoutProbes = Headlines(worst).Without?.Allocated,
            AllocatedWithProbes = Headlines(worst).With?.Allocated,
        };
    }

    private string? DocumentText(string document) =>
        document == request.Origin.Document && request.Origin.DocumentText is { } text ? text : session.DocumentText(document);

    /// <summary>A run counts when its headline call completed; in a report of warm calls, a run whose warm call did not complete does not count.</summary>
    private Run? RunOf(RunOutcome outcome)
    {
        var headline = _measured == MeasuredCall.Warm ? outcome.Warm : outcome.First;
        return headline is null || outcome.First is null
            ? null
            : ReportFigures.RunOf(ReportFigures.Of(headline), ReportFigures.Of(outcome.First)) with { Timeline = outcome.Failure is null ? TimelineOf(outcome) : [] };
    }

    /// <summary>Memory over the last call. The readings right before and right after it are its ends, unless they are of child processes, too.</summary>
    private IReadOnlyList<MemorySample> TimelineOf(RunOutcome outcome)
    {
        var samples = outcome.Timeline.Select(static sample => new MemorySample(sample.Elapsed, sample.Resident) { Collections = [sample.Gen0, sample.Gen1, sample.Gen2] });
        return outcome.Failure is not null || outcome.Timeline.Count < 2 || request.IncludeChildren || (outcome.Warm ?? outcome.First) is not { } call
            ? [.. samples]
            :
            [
                new MemorySample(TimeSpan.Zero, call.ResidentBefore) { Collections = [0, 0, 0] },
                .. samples,
                new MemorySample(call.Elapsed, call.ResidentBefore + call.Increment) { Collections = [call.Gen0, call.Gen1, call.Gen2] },
            ];
    }

    private RunConditions Conditions() => new(
        RuntimeInformation.FrameworkDescription,
        (request.Tiered ? "Release, tiered" : "Release, fully optimised") + DebugBuilds(),
        request.Gc,
        session.Program is null ? request.State : StateMode.OwnStart,
        outcomes.Count)
    {
        IsPeakSampled = outcomes.Any(static outcome => outcome.First is { IsPeakSampled: true }),
    };

    private string DebugBuilds() =>
        plan.DebugBuilds.Select(static build => build.Cell).Concat(DebugLibraries).ToList() is { Count: > 0 } names ? $" ({string.Join(", ", names)}: Debug)" : "";

    private IReadOnlyList<string> DebugLibraries => outcomes[^1].DebugLibraries;

    private IEnumerable<string> Notes(int runs)
    {
        foreach (var build in plan.DebugBuilds)
            yield return $"{build.Cell} runs as the notebook compiled it (Debug): {build.Reason}.";

        if (DebugLibraries is { Count: > 0 } libraries)
            yield return DebugNote(libraries);

        if (ReplacedLibraries.Among(plan.PlainRun.References) is { Count: > 0 } replaced)
            yield return $"{string.Join(", ", replaced)}: built anew since the notebook loaded it. Measured code runs the new build, cells the old one, until the notebook runs from its start.";

        if (request.State == StateMode.Replay)
        {
            yield return $"The earlier cells ran again in each worker (--replay): their side effects happened {Processes} more time{(Processes == 1 ? "" : "s")}.";
        }

        if (session.Program is { IsWhole: true } && Processes > 1)
            yield return $"The program ran {Processes} times, each in a process of its own: what it does to files, or to anything else, it did as often.";

        if (runs < plannedRuns && Failure is null)
            yield return $"{runs} run{(runs == 1 ? "" : "s")} instead of {plannedRuns}, because they take long. -r {plannedRuns} makes them all.";

        if (_measured == MeasuredCall.FirstCall && request is { Call: CallChoice.Auto, State: StateMode.Snapshot } && Failure is null && session.Program is not { IsWhole: true })
        {
            yield return outcomes.Any(outcome => outcome.First?.Elapsed > plan.Run.LongestFirstCall)
                ? $"Only the first call was measured, because it took longer than {plan.Run.LongestFirstCall.TotalSeconds:0} s. --warm makes the second one too."
                : "Only the first call was measured, because static initialisers ran in it that cannot run twice. --warm says which.";
        }

        if (outcomes[^1] is { Warm: not null, Printed.Length: > 0 })
            yield return "What was printed is of both calls, the first and the warm one.";

        if (request is MemitRequest { Plot: true } && outcomes[^1].Failure is null && outcomes.All(static outcome => outcome.Timeline.Count < 2))
            yield return "There is nothing to plot: the call ended before its memory was sampled twice, once a millisecond." + (HostPlatform.Memory.HasMark ? " Peak is the system's own mark all the same." : "");

        if (request.IncludeChildren)
            yield return "Peak is of the code's process and its child processes together, as far as samples every 10 ms show it.";
    }

    private IEnumerable<string> NotesOfExtraRuns(IReadOnlyList<Run> runs)
    {
        if (Types?.Note([.. runs.Select(run => run.Retained)]) is { } types)
            yield return types;
        if (Where?.Note([.. runs.Select(run => run.Allocated)]) is { } where)
            yield return where;
    }

    internal static string DebugNote(IReadOnlyList<string> libraries) =>
        $"{string.Join(", ", libraries)}: compiled without optimisations (Debug). A Release build may allocate less.";

    /// <summary>The probes do not measure themselves; where weaving keeps the optimiser from removing an allocation, the report says so.</summary>
    /// <summary>Why a static constructor that was named has no figures.</summary>
    private IEnumerable<string> StaticConstructorNotes(IReadOnlyList<FunctionLines> functions) =>
        from function in functions
        where function.Total.Activations == 0 && FunctionNames.IsStaticConstructor(function.Name)
        where ((MprunRequest)request).Functions.Any(static name => TargetName.Parts(name)[^1] == TargetName.StaticConstructor)
        select _measured == MeasuredCall.Warm
            ? $"{function.Name} did not run: it runs once in a process, with the first use of the class or of its static fields, and so not in the warm call. --cold shows the first call."
            : $"{function.Name} did not run: it runs once in a process, with the first use of the class or of its static fields, and that was not in the measured call.";

    private IEnumerable<string> WeavingNotes(RunOutcome woven)
    {
        var severalThreads = woven.Probes!.OnSeveralThreads || woven.Probes.AllocatedElsewhere.Any(bytes => bytes > 0);
        if (woven.Probes.OnSeveralThreads && request is MprunRequest { Retained: true })
            yield return "Retained is of the whole process: what other threads created or dropped while a line ran is in its figure too.";

        var (with, without) = Headlines(woven);
        if (with is null || without is null || with.Allocated == without.Allocated)
            yield break;

        var difference = $"With line probes the code allocates {with.Allocated - without.Allocated:+#,0;-#,0} B ({ByteSize.Exact(with.Allocated)} instead of {ByteSize.Exact(without.Allocated)})";
        yield return Unwoven.Any(outcome => SameCall(outcome, woven)?.Allocated != without.Allocated) ? $"{difference}: what it allocates differs from run to run."
            : with.Allocated > without.Allocated && !severalThreads ? $"{difference}: profiled functions are not inlined, and small objects that the optimiser had removed come back."
            : difference + ".";
    }

    private (CallFigures? With, CallFigures? Without) Headlines(RunOutcome woven) => (woven.Warm ?? woven.First, Unwoven is [{ } first, ..] ? SameCall(first, woven) : null);

    /// <summary>What the run measured of the call that is the headline of another: a first call is not compared with a warm one.</summary>
    private static CallFigures? SameCall(RunOutcome outcome, RunOutcome other) => other.Warm is null ? outcome.First : outcome.Warm;
}
