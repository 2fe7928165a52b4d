using MemMagics.Cli.Scripting;
using MemMagics.Reports;

namespace MemMagics.Cli.Embedding;

/// <summary>What became of a cell that was run.</summary>
/// <param name="Status">Whether it succeeded.</param>
/// <param name="Error">Why it failed; <see langword="null"/> when it did not.</param>
/// <param name="Reports">The measurements it made, quiet ones included, in order.</param>
/// <param name="Elapsed">Wall time, restores and measurements included.</param>
internal sealed record CellResult(CellStatus Status, CellError? Error, IReadOnlyList<Report> Reports, TimeSpan Elapsed)
{
    public static CellResult Skipped { get; } = new(CellStatus.Skipped, null, [], TimeSpan.Zero);

    /// <summary>Markdown: nothing runs, nothing fails.</summary>
    public static CellResult Prose { get; } = new(CellStatus.Ok, null, [], TimeSpan.Zero);
}
