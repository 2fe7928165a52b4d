namespace MemMagics.Workers;

/// <summary>Why a run did not complete.</summary>
/// <param name="Kind">What sort of failure it is.</param>
/// <param name="Sentence">What to tell people.</param>
internal sealed record RunFailure(RunFailureKind Kind, string Sentence);
