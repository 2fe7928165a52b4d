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
    /// <param name="isName">Whether a name means something in the session; <see langword="null"/> where that is not known.</param>
    public static IReadOnlyList<CellPiece> Of(string cell, string document, string language = CellLanguages.CSharp, Func<string, bool>? isName = null) =>
        [.. CellSections.Of(cell, language).SelectMany(section => section.Language == CellLanguages.CSharp ? OfCSharp(section.Text, document, isName) : [new SectionPiece(section)])];

    private static IEnumerable<CellPiece> OfCSharp(string code, string document, Func<string, bool>? isName) =>
        CellSplitter.Split(MagicAliases.Resolve(code, isName), document).SelectMany(piece => piece is CodePiece plain ? DirectiveSplitter.Split(plain) : [piece]);
}
