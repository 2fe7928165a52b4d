using MemMagics.Compilation;
using MemMagics.Magics;
using MemMagics.Session;
using MemMagics.Worker.Wire;

namespace MemMagics;

/// <summary>A request made ready for workers: steps 2 to 5 of the pipeline.</summary>
internal sealed class MeasurementPlan : IDisposable
{
    // A first call longer than this is not followed by a warm one unless it is asked for.
    private static readonly TimeSpan s_longestFirstCall = TimeSpan.FromSeconds(2);

    private MeasurementPlan(RunRequest run) => Run = run;

    /// <summary>What each worker is told.</summary>
    public RunRequest Run { get; }

    /// <summary>Compiles the code, finds what it reaches, and takes the snapshot.</summary>
    /// <exception cref="MagicException">The code does not compile, or something it reaches cannot travel.</exception>
    public static MeasurementPlan Make(NotebookSession session, MeasureRequest request, SubmissionEmitter emitter, CancellationToken cancellationToken)
    {
        var chain = SubmissionChain.Of(session.State);
        var measured = MeasuredCompiler.Compile(session, chain, request);
        IReadOnlyList<EmittedSubmission> earlier = request.State == StateMode.Replay ? [.. chain.Submissions.Select(emitter.Emit)] : [];
        cancellationToken.ThrowIfCancellationRequested();
        return new MeasurementPlan(new RunRequest
        {
            Plan = CallPlanOf(request),
            LongestFirstCall = s_longestFirstCall,
            CurrentDirectory = Environment.CurrentDirectory,
            Culture = System.Globalization.CultureInfo.CurrentCulture.Name,
            Images = [.. earlier.Append(measured.Emitted).Select(ImageOf)],
            References = SessionReferences.Of(measured.Compilation),
            NativeLibraryFolders = session.NativeLibraryFolders,
            Submissions = [.. earlier.OrderBy(submission => submission.Slot).Select(EntryOf)],
            Replay = request.State == StateMode.Replay,
            Measured = new MeasuredEntry(EntryOf(measured.Emitted), measured.Method, measured.Awaited),
            Snapshot = null,
            Probes = [],
            Timeline = request is MemitRequest { Plot: true },
            EndOfPrinted = "",
        });
    }

    public void Dispose()
    {
    }

    private static CallPlan CallPlanOf(MeasureRequest request) => request switch
    {
        { State: StateMode.Replay } or { Call: CallChoice.Cold } => CallPlan.FirstOnly,
        { Call: CallChoice.Warm } => CallPlan.Both,
        _ => CallPlan.WarmIfQuick,
    };

    private static AssemblyImage ImageOf(EmittedSubmission submission) => new(submission.AssemblyName, submission.Image, submission.Symbols);

    private static SubmissionEntry EntryOf(EmittedSubmission submission) =>
        new(submission.Slot, submission.AssemblyName, submission.SubmissionTypeName);
}
