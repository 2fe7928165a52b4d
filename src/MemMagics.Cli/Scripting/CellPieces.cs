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

    /// <summary>The lines, counted from 1, on which a magic's own name is longer than the one that its author wrote: <c>#!time</c> than <c>%time</c>, by one character.</summary>
    /// <param name="cell">The cell as its author sees it.</param>
    /// <param name="language">The language that it begins in.</param>
    /// <param name="isName">Whether a name means something in the session.</param>
    public static IReadOnlySet<int> LongerLines(string cell, string language, Func<string, bool>? isName) => cell.Contains('%')
        ? CellSections.Of(cell, language).Where(section => section.Language == CellLanguages.CSharp).SelectMany(section => LongerLines(section.Text, MagicAliases.Resolve(section.Text, isName))).ToHashSet()
        : new HashSet<int>();

    private static IEnumerable<CellPiece> OfCSharp(string code, string document, Func<string, bool>? isName)
    {
        var resolved = MagicAliases.Resolve(code, isName);
        var longer = LongerLines(code, resolved).ToHashSet();
        return CellSplitter.Split(resolved, document).SelectMany(piece => piece is CodePiece plain ? DirectiveSplitter.Split(plain) : [piece]).Select(piece => longer.Contains(piece.Line) ? AtItsColumn(piece) : piece);
    }

    private static IEnumerable<int> LongerLines(string code, string resolved) => code.Length == resolved.Length ? []
        : CSharpText.Lines(code).Zip(CSharpText.Lines(resolved)).Where(lines => lines.First.Span.Length < lines.Second.Span.Length).Select(lines => lines.First.LineNumber + 1);

    /// <summary>The piece with its code where its author sees it, when that begins on the magic's line.</summary>
    private static CellPiece AtItsColumn(CellPiece piece) => piece switch
    {
        MagicPiece { Command: MeasureCommand { Request: var request } } magic when request.Origin.Line == piece.Line =>
            magic with { Command = new MeasureCommand(request with { Origin = request.Origin with { Column = request.Origin.Column - 1 } }) },
        DirectivePiece directive => directive with { Column = directive.Column - 1 },
        _ => piece,
    };
}
