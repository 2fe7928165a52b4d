using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Reports.Output;

/// <summary>Tells keywords, strings, numbers and comments of C# apart, with C#'s own parser.</summary>
public static class CSharpColoring
{
    private static readonly CSharpParseOptions s_script = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>Colours code that need not be complete or correct: a cell, a function of a class, a few lines.</summary>
    /// <param name="code">The code.</param>
    /// <returns>For each line of the code its pieces, in order; a line break is <c>\n</c>, with or without <c>\r</c> before it. Put together they are the code.</returns>
    public static IReadOnlyList<IReadOnlyList<ColoredText>> Lines(string code)
    {
        var colors = ColorsOf(code);
        var lines = new List<IReadOnlyList<ColoredText>>();
        var start = 0;
        foreach (var line in code.Split('\n'))
        {
            lines.Add(Pieces(line.TrimEnd('\r'), colors.AsSpan(start)));
            start += line.Length + 1;
        }

        return lines;
    }

    /// <summary>The colour of each character, and one more for the end.</summary>
    private static CodeColor[] ColorsOf(string code)
    {
        var colors = new CodeColor[code.Length + 1];
        if (CSharpNesting.IsTooDeep(code))
            return colors;
        var root = CSharpSyntaxTree.ParseText(code, s_script).GetRoot();

        // Tokens that the parser skipped are in the trivia, and so are magics: it takes them for unknown directives.
        foreach (var token in root.DescendantTokens(descendIntoTrivia: true))
            Fill(colors, token.Span, ColorOf(token));
        foreach (var trivia in root.DescendantTrivia(descendIntoTrivia: true))
            Fill(colors, trivia.FullSpan, ColorOf(trivia));
        return colors;
    }

    private static CodeColor ColorOf(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => CodeColor.Number,
        SyntaxKind.CharacterLiteralToken or SyntaxKind.StringLiteralToken or SyntaxKind.Utf8StringLiteralToken
            or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.Utf8SingleLineRawStringLiteralToken
            or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.Utf8MultiLineRawStringLiteralToken
            or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken
            or SyntaxKind.InterpolatedVerbatimStringStartToken or SyntaxKind.InterpolatedSingleLineRawStringStartToken
            or SyntaxKind.InterpolatedMultiLineRawStringStartToken or SyntaxKind.InterpolatedRawStringEndToken => CodeColor.String,
        SyntaxKind.IdentifierToken => token.Parent is IdentifierNameSyntax { IsVar: true } ? CodeColor.Keyword : CodeColor.Plain,
        var kind => SyntaxFacts.IsKeywordKind(kind) ? CodeColor.Keyword : CodeColor.Plain,
    };

    private static CodeColor ColorOf(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
            or SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia => CodeColor.Comment,
        _ => trivia.IsDirective ? CodeColor.Directive : CodeColor.Plain,
    };

    private static void Fill(CodeColor[] colors, TextSpan span, CodeColor color)
    {
        if (color != CodeColor.Plain)
            colors.AsSpan(span.Start, span.Length).Fill(color);
    }

    private static List<ColoredText> Pieces(string line, ReadOnlySpan<CodeColor> colors)
    {
        var pieces = new List<ColoredText>();
        for (var start = 0; start < line.Length;)
        {
            var end = start + 1;
            while (end < line.Length && colors[end] == colors[start])
                end++;
            pieces.Add(new ColoredText(line[start..end], colors[start]));
            start = end;
        }

        return pieces;
    }
}
