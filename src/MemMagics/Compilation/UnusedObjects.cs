using MemMagics.Wire;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Compilation;

/// <summary>Objects that measured code makes for certain and does not use, so that the optimiser may remove them.</summary>
internal static class UnusedObjects
{
    private const int Shown = 60;

    /// <summary>The objects, in order; empty when there are none, or when it is not certain that they are made.</summary>
    public static IReadOnlyList<UnusedObject> In(MeasuredSubmission measured)
    {
        if (measured.Form.IsCell || Body(measured.Tree) is not { } body || body.DescendantNodes().Any(node => node is ReturnStatementSyntax or GotoStatementSyntax or ThrowStatementSyntax && node.Parent != body))
            return [];

        var model = measured.Compilation.GetSemanticModel(measured.Tree);
        var found = new List<UnusedObject>();
        foreach (var statement in body.Statements)
        {
            switch (statement)
            {
                case ExpressionStatementSyntax { Expression: var expression } when IsObject(model, Discarded(expression)):
                    var isLast = !body.Statements.SkipWhile(other => other != statement).Skip(1).Any(other => other is not EmptyStatementSyntax);
                    found.Add(new UnusedObject(
                        $"{Text(expression)} allocated nothing: its result is not used, so the optimiser removed it. "
                        + (isLast ? "Without the semicolon it is the result of the code, and is measured." : "Keep it in a variable that is used later to measure it.")));
                    break;
                case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: [{ Initializer.Value: var value } variable] }
                    when IsObject(model, value) && !IsUsed(body, variable):
                    found.Add(new UnusedObject(
                        $"{Text(value)} allocated nothing: {variable.Identifier.Text} is not used, so the optimiser removed it. End the code with {variable.Identifier.Text} to measure it."));
                    break;
            }
        }

        return found;
    }

    private static BlockSyntax? Body(SyntaxTree tree) => tree.GetRoot().ChildNodes().OfType<MethodDeclarationSyntax>()
        .FirstOrDefault(method => method.Identifier.ValueText == MeasuredCode.Method)?
        .ExpressionBody?.Expression is AnonymousFunctionExpressionSyntax { Block: { } block } ? block : null;

    private static ExpressionSyntax Discarded(ExpressionSyntax expression) =>
        expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.Text: "_" }, RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment ? assignment.Right : expression;

    /// <summary>Whether an expression makes an object each time. A string may be one that exists, and so may a delegate.</summary>
    private static bool IsObject(SemanticModel model, ExpressionSyntax expression) =>
        expression is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or AnonymousObjectCreationExpressionSyntax
        || (expression is BaseObjectCreationExpressionSyntax && model.GetTypeInfo(expression).Type is { TypeKind: TypeKind.Class, SpecialType: not SpecialType.System_String });

    private static bool IsUsed(BlockSyntax body, VariableDeclaratorSyntax variable) =>
        body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable.Identifier.ValueText);

    private static string Text(ExpressionSyntax expression)
    {
        var text = string.Join(' ', expression.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length > Shown ? text[..Shown] + "…" : text;
    }
}
