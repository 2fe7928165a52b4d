using System.Diagnostics;
using System.Runtime.InteropServices;
using MemMagics.Compilation;
using MemMagics.Magics;
using MemMagics.Reports;
using MemMagics.Session;
using MemMagics.Wire;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;
using MemMagics.Workers;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Measuring;

/// <summary>Measures in the notebook's own process, on its live objects: no isolation.</summary>
internal static class InProcessMeasurement
{
    private const int ReservedStack = 64 << 20;

    public static async Task<Report> RunAsync(
        NotebookSession session, MeasureRequest request, Preparation preparation, IProgress<MeasureProgress>? progress, CancellationToken cancellationToken)
    {
        if (request is not MemitRequest memit)
            throw new MagicException("#!mprun needs a worker process: functions that the notebook has already loaded cannot be given line probes. Use --replay instead of --in-process.");
        if (memit.Types || memit.Where != WhereChoice.None)
            throw new MagicException($"{(memit.Types ? "--types" : "--where")} needs a worker process: in the notebook's own, other work of the process would be in the list. Use --replay instead of --in-process.");

        var runs = request.Repeat ?? 1;
        progress?.Report(new MeasureProgress(MeasureProgress.Compiling, 0, runs));
        var chain = SubmissionChain.Of(session);
        var measured = await preparation.RunAsync(_ => MeasuredCompiler.Compile(session, chain, request), request.Timeout, cancellationToken).ConfigureAwait(false);
        var submission = await LoadAsync(measured, session.State, cancellationToken).ConfigureAwait(false);
        var code = MeasuredCode.Of(submission);
        var assembly = submission.GetType().Assembly;
        var context = new NotebookContext(session, new ReachedAssemblies(chain, assembly).All);
        var figures = new List<Run>();
        for (var run = 1; run <= runs; run++)
        {
            progress?.Report(new MeasureProgress($"run {run} of {runs}", run - 1, runs));
            var (call, failure) = Call(code, context, request.Timeout, cancellationToken);
            if (failure is not null)
                return ReportOf(memit, measured, context, new ReachedAssemblies(chain, assembly).DebugLibraries, figures, failure);

            figures.Add(RunOf(call!));
        }

        return ReportOf(memit, measured, context, new ReachedAssemblies(chain, assembly).DebugLibraries, figures, failure: null);
    }

    /// <summary>Loads the measured submission beside the session's own, without running it, and returns its object; the resulting script state is discarded.</summary>
    private static async Task<object> LoadAsync(MeasuredSubmission measured, ScriptState state, CancellationToken cancellationToken)
    {
        var loaded = SubmissionChain.Of(await measured.Script.RunFromAsync(state, cancellationToken).ConfigureAwait(false));
        return loaded.Submissions.Single(submission => submission.Script == measured.Script).Instance!;
    }

    /// <summary>Waits for the code without allocating anything, which would be counted: nothing is awaited, and cancellation is looked for.</summary>
    private static (CallFigures? Call, string? Failure) Call(Delegate code, NotebookContext context, TimeSpan timeout, CancellationToken cancellationToken)
    {
        const int LookEveryMilliseconds = 10;
        (CallFigures?, string?) outcome = default;
        var thread = context.Start(() => outcome = Measure(code), ReservedStack);
        var started = Stopwatch.GetTimestamp();
        while (!thread.Join(LookEveryMilliseconds))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(started) > timeout)
                return (null, $"The code did not end within {timeout.TotalSeconds:0.###} s. It is still running: in the notebook's own process nothing can stop it.");
        }

        return outcome;
    }

    private static (CallFigures? Call, string? Failure) Measure(Delegate code)
    {
        var meter = new Meter();
        var thrown = CallMeasurement.Of(code).Run(meter);
        return thrown is null ? (meter.Figures, null) : (null, ExceptionText.Render(ThrownException.Of(thrown.SourceException)));
    }

    private static MemitReport ReportOf(
        MemitRequest request, MeasuredSubmission measured, NotebookContext context, IReadOnlyList<string> debug, IReadOnlyList<Run> runs, string? failure) => new()
        {
            Code = request.Code,
            Measured = MeasuredCall.FirstCall,
            Conditions = new RunConditions(
            RuntimeInformation.FrameworkDescription,
            "Release, cells as the notebook compiled them" + (debug.Count > 0 ? $" ({string.Join(", ", debug)}: Debug)" : ""), Gc(), StateMode.InProcess, 0),
            Notes = [.. Notes(request, context, debug), .. MeasuredCodeNotes.Of(measured, runs)],
            Failure = failure,
            Runs = runs,
        };

    private static IEnumerable<string> Notes(MemitRequest request, NotebookContext context, IReadOnlyList<string> debug)
    {
        yield return "Measured in the notebook's own process (--in-process): what the code changed is changed, and other work of the process counts too.";
        if (context.IsNeeded)
            yield return "The code runs in the notebook host's execution context, which flows to its threads and tasks: each costs more than in a program without a notebook.";
        if (debug.Count > 0)
            yield return ReportAssembly.DebugNote(debug);
        if (WorkerEnvironment.SettingsOfThisProcess() is { Count: > 0 } settings)
            yield return $"The notebook's process has settings that can change figures ({string.Join(", ", settings)}). Workers start without them.";
    }

    private static Run RunOf(CallFigures call)
    {
        var figures = ReportFigures.Of(call);
        return ReportFigures.RunOf(figures, figures);
    }

    private static GcFlavor Gc() => System.Runtime.GCSettings.IsServerGC ? GcFlavor.Server : GcFlavor.Workstation;
}
