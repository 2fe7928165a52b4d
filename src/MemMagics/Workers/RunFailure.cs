namespace MemMagics.Workers;

/// <summary>Why a run did not complete.</summary>
/// <param name="Kind">What sort of failure it is.</param>
/// <param name="Sentence">The message for the user.</param>
internal sealed record RunFailure(RunFailureKind Kind, string Sentence);
