using MemMagics.Cli.Directives;

namespace MemMagics.Cli.Notebooks;

/// <summary>One cell as its author sees it.</summary>
/// <param name="Index">Its place in the notebook, counted from 1, markdown included.</param>
/// <param name="Language">What the cell is written in: <c>csharp</c>, <c>markdown</c>, <c>raw</c>, or another kernel's name.</param>
/// <param name="Text">The text; line 1 is the first line that the author sees.</param>
internal sealed record Cell(int Index, string Language, string Text)
{
    /// <summary>Its name for people, in diagnostics, stack traces and reports: the number is that of the JSON document.</summary>
    public string Document => $"cell {Index}";

    public bool IsCSharp => Language == CellLanguages.CSharp;

    /// <summary>Whether there is C# code in it, if only in a part of it.</summary>
    public bool HasCSharp => !IsProse && (IsCSharp
        ? !string.IsNullOrWhiteSpace(Text)
        : CellSections.Of(Text, Language).Any(static section => section.Language == CellLanguages.CSharp && !string.IsNullOrWhiteSpace(section.Text)));

    /// <summary>Whether this host does something with the cell, or with a part of it: others are skipped.</summary>
    public bool Runs => !IsProse && (CellLanguages.IsUnderstood(Language) || CellSections.Of(Text, Language).Any(static section => CellLanguages.IsUnderstood(section.Language)));

    /// <summary>Whether the cell is prose, which nobody runs.</summary>
    public bool IsProse => Language is CellLanguages.Markdown or CellLanguages.Raw;
}
