using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>Finds using declarations by tokens: the script parser takes them for using directives, and recovers differently from each.</summary>
internal static class TopLevelUsings
{
    /// <summary>The using declarations outside of all blocks, in order.</summary>
    public static IReadOnlyList<TopLevelUsing> In(string code, CSharpParseOptions options)
    {
        var found = new List<TopLevelUsing>();
        var depth = 0;
        SyntaxToken before = default, last = default;
        foreach (var token in SyntaxFactory.ParseTokens(code, options: options.WithKind(SourceCodeKind.Script)))
        {
            if (depth == 0 && token.IsKind(SyntaxKind.UsingKeyword))
            {
                var isAwaited = last.Text == "await";
                if (BeginsStatement(isAwaited ? before : last) && Read(code, isAwaited ? last : token, options) is { } declaration)
                    found.Add(declaration);
            }

            depth += token.Kind() switch
            {
                SyntaxKind.OpenBraceToken or SyntaxKind.OpenParenToken or SyntaxKind.OpenBracketToken => 1,
                SyntaxKind.CloseBraceToken or SyntaxKind.CloseParenToken or SyntaxKind.CloseBracketToken => -1,
                _ => 0,
            };
            (before, last) = (last, token);
        }

        return found;
    }

    private static bool BeginsStatement(SyntaxToken previous) => previous.Kind() is
        SyntaxKind.None or SyntaxKind.SemicolonToken or SyntaxKind.CloseBraceToken or SyntaxKind.ColonToken;

    /// <summary>The declaration that begins with a token; <see langword="null"/> for a directive (<c>using System;</c>, <c>using X = Y;</c>) or a <c>using (…)</c> statement.</summary>
    private static TopLevelUsing? Read(string code, SyntaxToken first, CSharpParseOptions options)
    {
        var statement = SyntaxFactory.ParseStatement(code, first.SpanStart, options.WithKind(SourceCodeKind.Regular), consumeFullText: false);
        return statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Declaration: { Type.IsMissing: false, Variables: var variables } } declaration
            && variables.All(variable => !variable.Identifier.IsMissing && variable.Initializer is not null)
                ? new TopLevelUsing(
                    [.. new[] { declaration.AwaitKeyword, declaration.UsingKeyword }.Where(keyword => !keyword.IsKind(SyntaxKind.None))
                        .Select(keyword => new TextSpan(first.SpanStart + keyword.SpanStart, keyword.Span.Length))], // a node that is parsed alone begins at 0
                    [.. variables.Select(variable => variable.Identifier.ValueText)])
                : null;
    }
}
