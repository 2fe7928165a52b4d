using MemMagics.Wire;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Compilation;

/// <summary>The statements of measured code that has some, for what a report says of them.</summary>
internal static class MeasuredBody
{
    private const int Shown = 60;

    /// <summary>The block; <see langword="null"/> for an expression, and for code whose variables are the submission's fields.</summary>
    public static BlockSyntax? Of(MeasuredSubmission measured) => measured.Form.IsCell ? null : measured.Tree.GetRoot().ChildNodes().OfType<MethodDeclarationSyntax>()
        .FirstOrDefault(method => method.Identifier.ValueText == MeasuredCode.Method)?
        .ExpressionBody?.Expression is AnonymousFunctionExpressionSyntax { Block: { } block } ? block : null;

    /// <summary>What an assignment to <c>_</c> discards; the expression itself where it is none.</summary>
    public static ExpressionSyntax Discarded(ExpressionSyntax expression) =>
        expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: "_" }, RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment ? assignment.Right : expression;

    /// <summary>An expression in a sentence.</summary>
    public static string Text(ExpressionSyntax expression)
    {
        var text = string.Join(' ', expression.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > Shown ? text[..Shown] + "…" : text;
    }
}
