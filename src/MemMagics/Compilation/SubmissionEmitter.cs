using System.Runtime.CompilerServices;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Compilation;

/// <summary>Re-emits the session's submissions. They are immutable, so each is emitted once in a way, and only when it is reached.</summary>
internal sealed class SubmissionEmitter
{
    private readonly ConditionalWeakTable<Script, EmittedSubmission> _release = [];
    private readonly ConditionalWeakTable<Script, EmittedSubmission> _own = [];

    /// <summary>The submission as a worker loads it: in Release.</summary>
    /// <exception cref="MagicException">The compiler refuses in Release what it took before.</exception>
    public EmittedSubmission Emit(Submission submission) => Emit(_release, submission, OptimizationLevel.Release);

    /// <summary>The submission with all its types as they are in the notebook.</summary>
    /// <exception cref="MagicException">The compiler refuses what it took before.</exception>
    public EmittedSubmission EmitAsNotebook(Submission submission) =>
        LevelOf(submission) == OptimizationLevel.Release ? Emit(submission) : Emit(_own, submission, LevelOf(submission));

    /// <summary>How the notebook compiled the submission.</summary>
    public static OptimizationLevel LevelOf(Submission submission) => submission.Script.GetCompilation().Options.OptimizationLevel;

    private static EmittedSubmission Emit(ConditionalWeakTable<Script, EmittedSubmission> emitted, Submission submission, OptimizationLevel level)
    {
        if (emitted.TryGetValue(submission.Script, out var known))
            return known;

        var image = SubmissionBuild.Emit(submission.Script.GetCompilation(), level, submission.Slot, submission.CellName, out var diagnostics)
            ?? throw new MagicException($"An earlier cell does not compile in {level}:\n{CompilerMessages.Render(diagnostics)}");
        emitted.AddOrUpdate(submission.Script, image);
        return image;
    }
}
