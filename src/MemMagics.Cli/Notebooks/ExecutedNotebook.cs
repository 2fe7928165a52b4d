using MemMagics.Cli.Embedding;

namespace MemMagics.Cli.Notebooks;

/// <summary>A notebook after its run.</summary>
internal sealed record ExecutedNotebook(Notebook Notebook, IReadOnlyList<ExecutedCell> Cells, bool Interrupted)
{
    /// <summary>Whether every cell that had to run did, and succeeded.</summary>
    public bool Succeeded => !Interrupted && Cells.All(cell => cell.Result.Status != CellStatus.Failed);
}
