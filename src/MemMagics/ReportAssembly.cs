using System.Runtime.InteropServices;
using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Workers;

namespace MemMagics;

/// <summary>Makes the report of what the workers came back with.</summary>
internal sealed class ReportAssembly(MeasureRequest request, int plannedRuns, MeasurementPlan plan, IReadOnlyList<RunOutcome> outcomes)
{
    private readonly MeasuredCall _measured = outcomes.All(outcome => outcome.Warm is not null || outcome.First is null)
        && outcomes.Any(outcome => outcome.Warm is not null)
            ? MeasuredCall.Warm
            : MeasuredCall.FirstCall;

    /// <exception cref="MagicException">No run came far enough for a figure.</exception>
    public Report Build() => request switch
    {
        MemitRequest => Memit(),
        _ => throw new MagicException("Line profiling is not here yet."),
    };

    private RunFailure? Failure => outcomes[^1].Failure;

    private MemitReport Memit()
    {
        var runs = outcomes.Select(RunOf).OfType<Run>().ToList();
        if (runs.Count == 0 && Failure is { Kind: not RunFailureKind.Threw } failure)
            throw new MagicException(failure.Sentence);

        return new MemitReport
        {
            Code = request.Code,
            Measured = _measured,
            Conditions = Conditions(),
            Printed = outcomes[^1].Printed,
            Notes = [.. Notes(runs.Count)],
            Failure = Failure?.Sentence,
            Runs = runs,
            Timeline = [.. outcomes[^1].Timeline.Select(sample => new MemorySample(sample.Elapsed, sample.Resident))],
        };
    }

    /// <summary>A run counts when its headline call ended; in a warm report a run whose warm call did not end has none.</summary>
    private Run? RunOf(RunOutcome outcome)
    {
        var headline = _measured == MeasuredCall.Warm ? outcome.Warm : outcome.First;
        return headline is null || outcome.First is null
            ? null
            : FiguresReading.RunOf(FiguresReading.Of(headline), FiguresReading.Of(outcome.First), outcome.ChildrenPeak);
    }

    private RunConditions Conditions() => new(
        RuntimeInformation.FrameworkDescription,
        request.Tiered ? "Release, tiered" : "Release, fully optimised",
        request.Gc,
        request.State,
        outcomes.Count);

    private IEnumerable<string> Notes(int runs)
    {
        if (request.State == StateMode.Replay)
            yield return $"The earlier cells ran again in each worker (--replay): their side effects happened {outcomes.Count} more time{(outcomes.Count == 1 ? "" : "s")}.";

        if (runs < plannedRuns && Failure is null)
            yield return $"{runs} run{(runs == 1 ? "" : "s")} instead of {plannedRuns}, because they take long. -r {plannedRuns} makes them all.";

        if (_measured == MeasuredCall.FirstCall && request is { Call: CallChoice.Auto, State: StateMode.Snapshot } && Failure is null)
            yield return $"Only the first call was measured, because it took longer than {plan.Run.LongestFirstCall.TotalSeconds:0} s. --warm makes the second one too.";

        if (request.IncludeChildren)
            yield return "Peak includes the resident memory of child processes, sampled every 10 ms.";
    }
}
