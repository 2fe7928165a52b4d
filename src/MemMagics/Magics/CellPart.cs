namespace MemMagics.Magics;

/// <summary>A part of a cell's text, before it is read.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="CodeStart">Where its C# begins: behind the name, in a magic.</param>
/// <param name="IsMagic">Whether it is a magic with its code.</param>
/// <param name="Conditions">What holds at its beginning.</param>
internal sealed record CellPart(int Start, int End, int CodeStart, bool IsMagic, CellConditions Conditions)
{
    /// <summary>What holds at its end.</summary>
    public CellConditions ConditionsAfter(string cell) => Conditions.After(cell[CodeStart..End], Before(Conditions, IsMagic));

    /// <summary>Its text, with the directives followed that begin in one part of the cell and end in another, or matter in more than one.</summary>
    public string Text(string cell, bool isFollowed) => isFollowed
        ? cell[Start..CodeStart] + CellConditions.Follow(cell[CodeStart..End], Before(Conditions, IsMagic))
        : cell[Start..End];

    /// <summary>What the lexer reads before a part's code. No directive can begin on a magic's own line, as if there were code before it.</summary>
    public static string Before(CellConditions conditions, bool isMagic) => conditions.Directives + (isMagic ? ";" : "");
}
