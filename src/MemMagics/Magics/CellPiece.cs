namespace MemMagics.Magics;

/// <summary>A part of a cell that is run on its own: plain code, or one magic.</summary>
/// <param name="Line">Line of the piece's first character within the cell, counted from 1.</param>
public abstract record CellPiece(int Line);
