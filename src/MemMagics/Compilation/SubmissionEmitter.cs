using System.Runtime.CompilerServices;
using MemMagics.Session;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Compilation;

/// <summary>Re-emits the session's submissions in Release. They are immutable, so each is emitted once, and only when it is reached.</summary>
internal sealed class SubmissionEmitter
{
    private readonly ConditionalWeakTable<Script, EmittedSubmission> _emitted = [];

    /// <summary>The submission as a worker loads it.</summary>
    /// <exception cref="MagicException">The compiler refuses in Release what it took before.</exception>
    public EmittedSubmission Emit(Submission submission)
    {
        if (_emitted.TryGetValue(submission.Script, out var known))
            return known;

        var emitted = ReleaseBuild.Emit(submission.Script.GetCompilation(), submission.Slot, DocumentNames.OfSlot(submission.Slot), out var diagnostics)
            ?? throw new MagicException($"An earlier cell does not compile in Release:\n{CompilerMessages.Render(diagnostics)}");
        _emitted.AddOrUpdate(submission.Script, emitted);
        return emitted;
    }
}
