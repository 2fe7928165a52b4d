using System.Runtime.CompilerServices;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Compilation;

/// <summary>Re-emits the session's submissions. They are immutable, so each is emitted at most once per build, and only when code reaches it.</summary>
internal sealed class SubmissionEmitter
{
    private readonly ConditionalWeakTable<Script, EmittedSubmission> _release = [];
    private readonly ConditionalWeakTable<Script, EmittedSubmission> _debug = [];

    /// <summary>The submission as a worker loads it: in Release.</summary>
    /// <exception cref="MagicException">The compiler rejects in Release what it accepted before.</exception>
    public EmittedSubmission Emit(Submission submission) => Emit(_release, submission, OptimizationLevel.Release);

    /// <summary>The submission in the notebook's own build, so that all its types are as they are in the notebook.</summary>
    /// <exception cref="MagicException">The compiler rejects what it accepted before.</exception>
    public EmittedSubmission EmitDebug(Submission submission) =>
        LevelOf(submission) == OptimizationLevel.Release ? Emit(submission) : Emit(_debug, submission, LevelOf(submission));

    /// <summary>The optimisation level at which the notebook compiled the submission.</summary>
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
