using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Compilation;

/// <summary>What measured code makes last and lets go: its author may expect to find it in Retained.</summary>
internal static class DroppedResult
{
    private const string Tasks = "System.Threading.Tasks";

    /// <summary>What to say of it where nothing was retained; <see langword="null"/> when the code ends otherwise.</summary>
    public static string? Note(MeasuredSubmission measured)
    {
        if (MeasuredBody.Of(measured)?.Statements.LastOrDefault(static statement => statement is not EmptyStatementSyntax) is not { } last)
            return null;

        var model = measured.Compilation.GetSemanticModel(measured.Tree);
        return last switch
        {
            ExpressionStatementSyntax { Expression: var expression } when IsMade(model, MeasuredBody.Discarded(expression)) =>
                $"{MeasuredBody.Text(expression)}; drops its result, so Retained does not count it. Without the semicolon it is kept, and counts.",
            LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0, Declaration.Variables: [.., { Initializer.Value: var value, Identifier.Text: var name }] } when IsMade(model, value) =>
                $"{name} is gone when the code ends, so Retained does not count it. End the code with {name} to keep it.",
            _ => null,
        };
    }

    /// <summary>Whether it is an object that the code itself asked for. A fluent call returns what was there, and nobody keeps a task.</summary>
    private static bool IsMade(SemanticModel model, ExpressionSyntax expression) =>
        expression is InvocationExpressionSyntax or AwaitExpressionSyntax or BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax
        && model.GetTypeInfo(expression).ConvertedType is { IsReferenceType: true } type
        && type.ContainingNamespace?.ToDisplayString() != Tasks
        && !(expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver } } && SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(receiver).Type, type));
}
