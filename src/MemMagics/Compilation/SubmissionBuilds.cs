using MemMagics.Session;
using Microsoft.CodeAnalysis;

namespace MemMagics.Compilation;

/// <summary>
/// Which build of each submission one measurement runs: Release, as shipped code is built, or the notebook's own build (usually
/// Debug) where the snapshot holds an object whose compiler-made type exists only in that one.
/// </summary>
/// <remarks>
/// Renaming the fields of such an object (<c>&lt;i&gt;5__1</c> to <c>&lt;i&gt;5__2</c>) would not make it usable by Release code.
/// Two locals may share a source name and, in Release, a field; spilled values (<c>&lt;&gt;7__wrap1</c>) have no source name; some
/// locals exist in only one of the builds; and which state number resumes at which <c>yield</c> is an implementation detail of
/// the compiler. The notebook's build can resume it by definition: it is what was running.
/// </remarks>
internal sealed class SubmissionBuilds(SubmissionEmitter emitter)
{
    private readonly SortedDictionary<int, DebugBuild> _debug = [];

    /// <summary>The submissions that run in the notebook's own build although that is not Release, oldest first.</summary>
    public IReadOnlyCollection<DebugBuild> DebugBuilds => _debug.Values;

    /// <summary>The submission as this measurement's workers load it.</summary>
    /// <exception cref="MagicException">The compiler rejects what it accepted before.</exception>
    public EmittedSubmission Emit(Submission submission) =>
        _debug.ContainsKey(submission.Slot) ? emitter.EmitDebug(submission) : emitter.Emit(submission);

    /// <summary>Whether the build is the notebook's own, so that its types are laid out as the notebook's are.</summary>
    public bool MatchesNotebook(Submission submission) =>
        _debug.ContainsKey(submission.Slot) || SubmissionEmitter.LevelOf(submission) == OptimizationLevel.Release;

    /// <summary>From now on the submission runs in the notebook's own build.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="reason">Why Debug is needed, as a clause for the report.</param>
    public void UseDebug(Submission submission, string reason) => _debug.Add(submission.Slot, new DebugBuild(DocumentNames.Of(submission), reason));
}
