using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics;

/// <summary>
/// Recognises code that C#'s parser does not come back from. For some brackets the parser tries several readings, each to its end, and for each the
/// brackets within again: the time doubles or triples with every level. It cannot be cancelled meanwhile (docs/measurements.md, Reading cells).
/// </summary>
public static class CSharpNesting
{
    private const int MostAmbiguous = 10;
    private const int Deepest = 500;

    private static readonly CSharpParseOptions s_script = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);
    private static readonly HashSet<string> s_ambiguousWords = ["and", "async", "from", "not", "or", "scoped", "select", "when", "where", "with"];

    /// <summary>Whether the code is not to be given to the parser.</summary>
    /// <param name="code">The code; it need not be complete or correct.</param>
    public static bool IsTooDeep(string code) =>
        // To the lexer a magic's line is a directive, and there is code on it.
        IsTooDeep(code.Replace("#!", "; ", StringComparison.Ordinal), interpolations: 0);

    private static bool IsTooDeep(string code, int interpolations)
    {
        if (code.AsSpan().Count('(') + code.AsSpan().Count('[') + code.AsSpan().Count('{') <= MostAmbiguous - interpolations)
            return false;

        // The brackets that are open, and for each whether it is of those that the parser reads in several ways.
        var open = new Stack<(SyntaxKind Closing, bool IsAmbiguous)>();
        var ambiguous = interpolations;
        var isPlain = true;
        var previous = default(SyntaxToken);
        foreach (var token in SyntaxFactory.ParseTokens(code, options: s_script))
        {
            switch (token.Kind())
            {
                case SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken:
                    open.Push((token.IsKind(SyntaxKind.OpenParenToken) ? SyntaxKind.CloseParenToken : SyntaxKind.CloseBracketToken, !isPlain));
                    ambiguous += isPlain ? 0 : 1;
                    isPlain = true;
                    break;
                case SyntaxKind.OpenBraceToken:
                    open.Push((SyntaxKind.CloseBraceToken, false));
                    break;
                case SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken or SyntaxKind.CloseBraceToken:
                    // One that closes another kind leaves that open, and is as bad as an ambiguous one.
                    if (!open.TryPeek(out var last))
                        break;
                    if (last.Closing == token.Kind())
                        ambiguous -= open.Pop().IsAmbiguous ? 1 : 0;
                    else
                        ambiguous++;
                    break;
                case SyntaxKind.SemicolonToken or SyntaxKind.ColonToken:
                    isPlain = true;
                    break;
                default:
                    if (InHoles(token) is { } holes && IsTooDeep(holes, ambiguous + 1))
                        return true;
                    isPlain &= IsPlain(token) && !(IsLiteral(token) && (IsLiteral(previous) || previous.IsKind(SyntaxKind.IdentifierToken)));
                    break;
            }

            previous = token;

            if (ambiguous > MostAmbiguous || open.Count > Deepest)
                return true;
        }

        return false;
    }

    /// <summary>What follows the first <c>{</c> of an interpolated string, which the lexer takes as one token; <see langword="null"/> for other tokens.</summary>
    private static string? InHoles(SyntaxToken token) =>
        token.Text is ['$', ..] or ['@', '$', ..] && token.Text.IndexOf('{') is >= 0 and var hole ? token.Text[(hole + 1)..] : null;

    private static bool IsLiteral(SyntaxToken token) => token.Kind() is SyntaxKind.NumericLiteralToken or SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken;

    private static bool IsPlain(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.IdentifierToken => !s_ambiguousWords.Contains(token.Text),
        SyntaxKind.NumericLiteralToken or SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken
            or SyntaxKind.CommaToken or SyntaxKind.DotToken or SyntaxKind.EqualsGreaterThanToken or SyntaxKind.EqualsEqualsToken or SyntaxKind.ExclamationEqualsToken
            or SyntaxKind.PlusToken or SyntaxKind.MinusToken or SyntaxKind.AsteriskToken or SyntaxKind.SlashToken or SyntaxKind.PercentToken
            or SyntaxKind.ExclamationToken or SyntaxKind.AmpersandAmpersandToken or SyntaxKind.BarBarToken or SyntaxKind.QuestionQuestionToken
            or SyntaxKind.NewKeyword or SyntaxKind.ReturnKeyword or SyntaxKind.TypeOfKeyword => true,
        _ => false,
    };
}
