using MemMagics.Cli.Scripting;
namespace MemMagics.Cli.Notebooks;

/// <summary>One cell as its author sees it.</summary>
/// <param name="Index">Its place in the notebook, counted from 1, markdown included.</param>
/// <param name="Language">What the cell is written in: <c>csharp</c>, <c>markdown</c>, <c>raw</c>, or another kernel's name.</param>
/// <param name="Text">The text; line 1 is the first line that the author sees.</param>
internal sealed record Cell(int Index, string Language, string Text)
{
    /// <summary>The number that its author sees beside it: in an <c>.ipynb</c> file the one that Jupyter gives when all cells are run, <c>In [3]</c>; in a <c>.dib</c> file its place.</summary>
    public int Number { get; init; } = Index;

    /// <summary>Its name for people, in diagnostics and in stack traces.</summary>
    public string Document => $"cell {Number}";

    public bool IsCSharp => Language == CellLanguages.CSharp;

    /// <summary>Whether the cell is prose, which nobody runs.</summary>
    public bool IsProse => Language is CellLanguages.Markdown or CellLanguages.Raw;
}
