namespace MemMagics.Magics;

/// <summary>One <c>#!memit</c> or <c>#!mprun</c> of a cell with the code that belongs to it.</summary>
/// <param name="Command">What the magic asks for.</param>
/// <param name="Line">Line of the magic within the cell, counted from 1.</param>
public sealed record MagicPiece(MagicCommand Command, int Line) : CellPiece(Line);
