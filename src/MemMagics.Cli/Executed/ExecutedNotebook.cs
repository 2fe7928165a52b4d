using MemMagics.Cli.Embedding;
using MemMagics.Cli.Notebooks;

namespace MemMagics.Cli.Executed;

/// <summary>A notebook after its run.</summary>
internal sealed record ExecutedNotebook(Notebook Notebook, IReadOnlyList<ExecutedCell> Cells, bool Interrupted)
{
    /// <summary>Whether there was something to run, every cell that had to run did, and succeeded.</summary>
    public bool Succeeded => !Interrupted && WhyNothingRan is null && Cells.All(cell => cell.Result.Status != CellStatus.Failed);

    /// <summary>A notebook without C# is no success: a sentence about the cells that it has, and those that would run; <see langword="null"/> when it has C#.</summary>
    public string? WhyNothingRan =>
        Notebook.Cells.Any(static cell => cell.HasCSharp) ? null
        : $"Nothing was run: {Notebook.Name} has {CellsText()}. What runs is C# (#!csharp in a .dib file, a code cell of a C# kernel in an .ipynb file).";

    private string CellsText()
    {
        var kinds = Notebook.Cells
            .GroupBy(static cell => cell.IsCSharp ? "empty C#" : cell.Language)
            .Select(static kind => $"{kind.Count()} {kind.Key} {(kind.Count() == 1 ? "cell" : "cells")}")
            .ToList();
        return kinds.Count == 0 ? "no cells" : $"{string.Join(", ", kinds)} and none of C# code";
    }
}
