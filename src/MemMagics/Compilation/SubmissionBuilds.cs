using MemMagics.Session;
using Microsoft.CodeAnalysis;

namespace MemMagics.Compilation;

/// <summary>
/// Which build of each submission one measurement runs: Release, as shipped code is built, but for the submissions of which an
/// object travels that only the notebook's own build understands.
/// </summary>
/// <remarks>
/// Release code is not made to go on with such an object by renaming its fields (<c>&lt;i&gt;5__1</c> to <c>&lt;i&gt;5__2</c>).
/// Two locals may share a source name and, in Release, a field; spilled values (<c>&lt;&gt;7__wrap1</c>) have no source name; some
/// locals exist in one of the builds only; and which state goes on at which <c>yield</c> is the compiler's own affair. The
/// notebook's build goes on by definition: it is what was running.
/// </remarks>
internal sealed class SubmissionBuilds(SubmissionEmitter emitter)
{
    private readonly SortedDictionary<int, DebugBuild> _own = [];

    /// <summary>The submissions that run as the notebook compiled them although that is not Release, oldest first.</summary>
    public IReadOnlyCollection<DebugBuild> Own => _own.Values;

    /// <summary>The submission as this measurement's workers load it.</summary>
    /// <exception cref="MagicException">The compiler refuses what it took before.</exception>
    public EmittedSubmission Emit(Submission submission) =>
        _own.ContainsKey(submission.Slot) ? emitter.EmitAsNotebook(submission) : emitter.Emit(submission);

    /// <summary>Whether the build is the notebook's own, so that its types are.</summary>
    public bool IsOwn(Submission submission) =>
        _own.ContainsKey(submission.Slot) || SubmissionEmitter.LevelOf(submission) == OptimizationLevel.Release;

    /// <summary>From now on the submission is built as the notebook has it.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="reason">Why, as a clause for the report.</param>
    public void UseOwn(Submission submission, string reason) => _own.Add(submission.Slot, new DebugBuild(DocumentNames.Of(submission), reason));
}
