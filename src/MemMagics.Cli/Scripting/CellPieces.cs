using MemMagics.Cli.Directives;
using MemMagics.Magics;

namespace MemMagics.Cli.Scripting;

/// <summary>Takes a cell apart into what is run one after another.</summary>
internal static class CellPieces
{
    /// <summary>The pieces in order: code, measurements, directives of the host, and parts in other languages.</summary>
    /// <param name="cell">The cell as its author sees it.</param>
    /// <param name="document">Its name for the author.</param>
    /// <param name="language">The language that it begins in.</param>
    public static IReadOnlyList<CellPiece> Of(string cell, string document, string language = CellLanguages.CSharp) =>
        [.. CellSections.Of(cell, language).SelectMany(section => section.Language == CellLanguages.CSharp ? OfCSharp(section.Text, document) : [new SectionPiece(section)])];

    private static IEnumerable<CellPiece> OfCSharp(string code, string document) =>
        CellSplitter.Split(MagicAliases.Resolve(code), document).SelectMany(piece => piece is CodePiece plain ? DirectiveSplitter.Split(plain) : [piece]);
}
