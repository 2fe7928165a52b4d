using System.Runtime.CompilerServices;
using MemMagics.Compilation;
using MemMagics.Session;
using MemMagics.State.Fidelity;

namespace MemMagics.State;

/// <summary>Captures the part of a session's live values that measured code can reach. The session's objects are read, never changed, and none of their code runs.</summary>
internal static class StateCapture
{
    private static readonly ConditionalWeakTable<SubmissionEmitter, CaptureCache> s_caches = [];

    /// <summary>Captures the state that the measured submission can reach.</summary>
    /// <param name="chain">The session.</param>
    /// <param name="emitter">Emits submissions that are reached.</param>
    /// <param name="measured">The measured code, compiled as the session's next submission.</param>
    /// <param name="reopen">Whether files that are open for reading are to be opened again.</param>
    /// <param name="cancellationToken">Stops the capture.</param>
    /// <returns>The snapshot, which the caller disposes, and the submissions to load.</returns>
    /// <exception cref="MagicException">Something that the code reaches cannot travel; the message names the path to it and what to do instead.</exception>
    public static CapturedState Capture(SubmissionChain chain, SubmissionEmitter emitter, EmittedSubmission measured, bool reopen, CancellationToken cancellationToken) =>
        Capture(chain, emitter, measured, WorkerHashes.AreSame, reopen, cancellationToken);

    /// <summary>The same, for workers of which it is known whether they compute the notebook's hash codes.</summary>
    internal static CapturedState Capture(
        SubmissionChain chain, SubmissionEmitter emitter, EmittedSubmission measured, bool sameHashes, bool reopen, CancellationToken cancellationToken) =>
        Capture(chain, emitter, measured, sameHashes, reopen, operation => operation.Run(cancellationToken));

    /// <summary>Captures the variables of some submissions, whatever the measured code reaches.</summary>
    /// <inheritdoc cref="Capture(SubmissionChain, SubmissionEmitter, EmittedSubmission, bool, CancellationToken)"/>
    public static CapturedState CaptureVariablesOf(
        IReadOnlyList<Submission> submissions, SubmissionChain chain, SubmissionEmitter emitter, EmittedSubmission measured, CancellationToken cancellationToken) =>
        Capture(chain, emitter, measured, WorkerHashes.AreSame, reopen: false, operation => operation.RunVariablesOf(submissions, cancellationToken));

    private static CapturedState Capture(
        SubmissionChain chain, SubmissionEmitter emitter, EmittedSubmission measured, bool sameHashes, bool reopen, Func<CaptureOperation, IReadOnlyList<EmittedSubmission>> run)
    {
        var cache = s_caches.GetOrCreateValue(emitter);
        var builds = new SubmissionBuilds(emitter);
        lock (cache)
        {
            while (true)
            {
                try
                {
                    return Capture(chain, builds, measured, cache, sameHashes, reopen, run);
                }
                catch (DebugBuildNeededException needed)
                {
                    builds.UseDebug(chain.Find(needed.Type.Assembly.GetName().Name!)!, needed.Message);
                }
            }
        }
    }

    private static CapturedState Capture(
        SubmissionChain chain, SubmissionBuilds builds, EmittedSubmission measured, CaptureCache cache, bool sameHashes, bool reopen, Func<CaptureOperation, IReadOnlyList<EmittedSubmission>> run)
    {
        var snapshot = Snapshot.Create();
        try
        {
            using var operation = new CaptureOperation(chain, builds, measured, cache, snapshot, sameHashes ? PortableHashes.WithSeeds : PortableHashes.Apart, reopen);
            return new CapturedState(snapshot, run(operation), builds);
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }
}
