using MemMagics.Compilation;

namespace MemMagics.State;

/// <summary>What a worker needs to see the session as the measured code does.</summary>
/// <param name="Snapshot">The live values that the code reaches.</param>
/// <param name="Reached">
/// The earlier submissions to load, oldest first: those that the measured submission and the values refer to, directly or
/// through each other. An image may differ from the emitter's by initialisers that must not run again, because they have
/// run in the notebook: load (and weave) these.
/// </param>
/// <param name="Builds">Which builds the snapshot is for.</param>
internal sealed record CapturedState(Snapshot Snapshot, IReadOnlyList<EmittedSubmission> Reached, SubmissionBuilds Builds) : IDisposable
{
    public void Dispose() => Snapshot.Dispose();
}
