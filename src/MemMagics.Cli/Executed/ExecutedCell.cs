using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;

namespace MemMagics.Cli.Executed;

/// <summary>A cell of a run notebook with what came of it.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Output">What it printed, displayed and failed with.</param>
internal sealed record ExecutedCell(Cell Cell, CellResult Result, OutputRecord Output)
{
    /// <summary>The number that saved notebooks show beside it, by which messages call it, too; <see langword="null"/> when it did not run.</summary>
    public int? ExecutionCount => Result.Status == CellStatus.Skipped || Cell.IsProse ? null : Cell.Index;
}
