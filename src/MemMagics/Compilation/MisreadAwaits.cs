using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>
/// The <c>await</c> expressions that Roslyn's script parser does not see. Outside of async functions it takes <c>await</c> for a name, unless the
/// token after it can only begin an operand: not so <c>(</c> and the names of predefined types. (Roslyn, LanguageParser.IsAwaitExpression.)
/// </summary>
internal static class MisreadAwaits
{
    private const string Async = "async()=>";

    /// <summary>What to insert so that they are seen, in the order of the text.</summary>
    public static IReadOnlyList<Insertion> In(string code, CSharpParseOptions options)
    {
        var root = CSharpSyntaxTree.ParseText(code, options.WithKind(SourceCodeKind.Script)).GetRoot();
        var texts = new List<(int Position, string Text, int Order)>();
        foreach (var token in root.DescendantTokens(descendIntoTrivia: true))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.Text == "await" && IsMisread(token) && Operand(code, token, options) is { Length: > 0 } operand)
            {
                // Unchecked is the default. Where the code says checked, it stays so.
                var keyword = token.Parent!.Ancestors().FirstOrDefault(node => node is CheckedExpressionSyntax or CheckedStatementSyntax) is { } context
                    && context.GetFirstToken().IsKind(SyntaxKind.CheckedKeyword) ? "checked(" : "unchecked(";
                texts.Add((operand.Start, keyword, 1));
                texts.Add((operand.End, ")", 0));
            }
        }

        return Placed(code, [.. texts.OrderBy(text => text.Position).ThenBy(text => text.Order)]);
    }

    private static bool IsMisread(SyntaxToken await)
    {
        var next = await.GetNextToken(includeSkipped: true);
        return (next.IsKind(SyntaxKind.OpenParenToken) || SyntaxFacts.IsPredefinedType(next.Kind()))
            && !await.GetPreviousToken(includeSkipped: true).IsKind(SyntaxKind.DotToken)
            && !await.Parent!.AncestorsAndSelf().Any(node => node
                is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax
                or BasePropertyDeclarationSyntax or AccessorDeclarationSyntax or BaseTypeDeclarationSyntax or DirectiveTriviaSyntax);
    }

    /// <summary>The operand's span, read as it is in an async function; empty when there is none.</summary>
    private static TextSpan Operand(string code, SyntaxToken await, CSharpParseOptions options)
    {
        var expression = SyntaxFactory.ParseExpression(Async + code[await.SpanStart..], options: options.WithKind(SourceCodeKind.Regular), consumeFullText: false);
        var operand = expression.DescendantNodes().OfType<AwaitExpressionSyntax>().FirstOrDefault(found => found.SpanStart == Async.Length)?.Expression;
        return operand is null ? default : new TextSpan(operand.SpanStart - Async.Length + await.SpanStart, operand.Span.Length);
    }

    private static IReadOnlyList<Insertion> Placed(string code, IReadOnlyList<(int Position, string Text, int Order)> texts)
    {
        var lines = SourceText.From(code).Lines;
        var insertions = new List<Insertion>();
        foreach (var (position, text, _) in texts)
        {
            var place = lines.GetLinePosition(position);
            var before = insertions.Where(insertion => insertion.Line == place.Line).Sum(insertion => insertion.Text.Length);
            insertions.Add(new Insertion(position, text, place.Line, place.Character + before));
        }

        return insertions;
    }
}
