using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Compilation;

/// <summary>Objects that measured code makes for certain and does not use, so that the optimiser may remove them.</summary>
internal static class UnusedObjects
{
    /// <summary>The objects, in order; empty when there are none, or when it is not certain that they are made.</summary>
    public static IReadOnlyList<UnusedObject> In(MeasuredSubmission measured)
    {
        if (MeasuredBody.Of(measured) is not { } body || body.DescendantNodes().Any(node => node is ReturnStatementSyntax or GotoStatementSyntax or ThrowStatementSyntax && node.Parent != body))
            return [];

        var model = measured.Compilation.GetSemanticModel(measured.Tree);
        var found = new List<UnusedObject>();
        foreach (var statement in body.Statements)
        {
            switch (statement)
            {
                case ExpressionStatementSyntax { Expression: var expression } when IsObject(model, MeasuredBody.Discarded(expression)):
                    var isLast = !body.Statements.SkipWhile(other => other != statement).Skip(1).Any(other => other is not EmptyStatementSyntax);
                    found.Add(new UnusedObject(
                        $"{MeasuredBody.Text(expression)} allocated nothing: its result is not used, so the optimiser removed it. "
                        + (isLast ? "Without the semicolon it is the result of the code, and is measured." : "Keep it in a variable that is used later to measure it.")));
                    break;
                case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: [{ Initializer.Value: var value } variable] }
                    when IsObject(model, value) && !IsUsed(body, variable):
                    found.Add(new UnusedObject(
                        $"{MeasuredBody.Text(value)} allocated nothing: {variable.Identifier.Text} is not used, so the optimiser removed it. End the code with {variable.Identifier.Text} to measure it."));
                    break;
            }
        }

        return found;
    }

    /// <summary>Whether an expression makes an object each time. A string may be one that exists, and so may a delegate.</summary>
    private static bool IsObject(SemanticModel model, ExpressionSyntax expression) =>
        expression is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or AnonymousObjectCreationExpressionSyntax
        || (expression is BaseObjectCreationExpressionSyntax && model.GetTypeInfo(expression).Type is { TypeKind: TypeKind.Class, SpecialType: not SpecialType.System_String });

    private static bool IsUsed(BlockSyntax body, VariableDeclaratorSyntax variable) =>
        body.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable.Identifier.ValueText);
}
