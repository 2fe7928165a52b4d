using MemMagics.Magics;

namespace MemMagics.Cli.Directives;

/// <summary>A part of a cell in another language than C#.</summary>
/// <param name="Section">That part.</param>
internal sealed record SectionPiece(CellSection Section) : CellPiece(Section.Line);
