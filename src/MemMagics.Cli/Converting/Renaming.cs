using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>Writes new names where words mean what has one.</summary>
internal static class Renaming
{
    public static void Apply(BoundPart part, SourceEdits edits)
    {
        foreach (var (word, entity) in part.Words.Where(word => word.Entity.NewName != word.Entity.Name))
        {
            if (NameOfAround(word) is { } nameOf)
                edits.Replace(nameOf.Span, SymbolDisplay.FormatLiteral(entity.Name, quote: true)); // what the notebook prints
            else
                edits.Replace(word.Span, NamesMember(word) ? $"{(IsTuple(word) ? $"{word.Text}:" : $"{word.Text} =")} {entity.NewName}" : entity.NewName);
        }
    }

    /// <summary>Whether a member of an anonymous type or a tuple is named after the word.</summary>
    private static bool NamesMember(SyntaxToken word) => word.Parent switch
    {
        IdentifierNameSyntax { Parent: AnonymousObjectMemberDeclaratorSyntax { NameEquals: null } } => true,
        IdentifierNameSyntax { Parent: ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax tuple } } => !IsAssigned(tuple),
        _ => false,
    };

    private static bool IsTuple(SyntaxToken word) => word.Parent?.Parent is ArgumentSyntax;

    private static bool IsAssigned(TupleExpressionSyntax tuple) => tuple.Parent is AssignmentExpressionSyntax assignment && assignment.Left == tuple;

    private static InvocationExpressionSyntax? NameOfAround(SyntaxToken word) =>
        word.Parent is IdentifierNameSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } } call } } ? call : null;
}
