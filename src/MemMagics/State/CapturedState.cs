using MemMagics.Compilation;

namespace MemMagics.State;

/// <summary>What a worker needs so that measured code finds the session's state.</summary>
/// <param name="Snapshot">The live values that the code reaches.</param>
/// <param name="Reached">
/// The earlier submissions to load (and weave), oldest first: those that the measured submission and the values refer to, directly
/// or through each other. Their images may differ from the emitter's: initialisers that have run in the notebook are disabled.
/// </param>
/// <param name="Builds">Which build of each submission the snapshot fits.</param>
internal sealed record CapturedState(Snapshot Snapshot, IReadOnlyList<EmittedSubmission> Reached, SubmissionBuilds Builds) : IDisposable
{
    public void Dispose() => Snapshot.Dispose();
}
