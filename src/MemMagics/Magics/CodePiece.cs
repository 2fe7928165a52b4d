namespace MemMagics.Magics;

/// <summary>Code of a cell that the host runs unchanged, the host's own directives (<c>#r</c>, <c>#!time</c>) included.</summary>
/// <param name="Text">The code, from the start of its first line; never blank.</param>
/// <param name="Line">Line of its first character within the cell, counted from 1.</param>
public sealed record CodePiece(string Text, int Line) : CellPiece(Line);
