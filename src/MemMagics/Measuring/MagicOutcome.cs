using MemMagics.Reports;

namespace MemMagics.Measuring;

/// <summary>The outcome of a magic.</summary>
/// <param name="Report">The measurement, shown unless <c>--quiet</c> was given; <see langword="null"/> when there is none.</param>
/// <param name="Failure">Why the cell fails, as a sentence; <see langword="null"/> when it does not.</param>
public sealed record MagicOutcome(Report? Report, string? Failure);
