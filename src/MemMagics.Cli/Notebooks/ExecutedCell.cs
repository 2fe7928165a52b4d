using MemMagics.Cli.Embedding;

namespace MemMagics.Cli.Notebooks;

/// <summary>A cell of a run notebook with what came of it.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Result">How it ended.</param>
/// <param name="Output">What it printed, displayed and failed with.</param>
/// <param name="ExecutionCount">Its place among the cells that ran, counted from 1; <see langword="null"/> when it did not run.</param>
internal sealed record ExecutedCell(Cell Cell, CellResult Result, OutputRecord Output, int? ExecutionCount);
