using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>What the program may keep between its lines: in the notebook, measured code had copies of it.</summary>
internal static class SharedState
{
    /// <summary>Names of what measured code may change in the file and could not change in the notebook.</summary>
    public static IReadOnlyList<string> ChangedBy(BoundPart part, NotebookBinding binding)
    {
        var reached = part.Root.Members.Where(member => part.ObstacleOf(member) is null).SelectMany(part.UsesOf).SelectMany(used => used.Reach()).ToHashSet();
        return [.. binding.Entities.Where(entity => entity.Part != part && reached.Contains(entity) && (entity.IsVariable ? MayChange(entity) : IsIn(entity))).Select(entity => entity.NewName).Distinct()];

        bool MayChange(Entity variable) => variable.Symbol is not IFieldSymbol { Type: var type } || !IsFixed(type)
            || binding.Parts.Any(other => other.Words.Any(word => word.Entity == variable && IsWritten(word.Word) && (other == part || reached.Any(entity => Holds(entity.Declaration, word.Word)))));
    }

    /// <summary>Whether a type keeps something that the program may have put there.</summary>
    public static bool IsIn(Entity entity) =>
        entity.Symbol is INamedTypeSymbol type && type.GetMembers().Any(member => member is IFieldSymbol { IsStatic: true, IsConst: false } or IPropertySymbol { IsStatic: true, SetMethod: not null });

    /// <summary>Whether a value never changes: only the variable can be given another one.</summary>
    private static bool IsFixed(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String || (type.IsUnmanagedType && (type.TypeKind == TypeKind.Enum || type.IsReadOnly));

    private static bool Holds(SyntaxNode declaration, SyntaxToken word) => declaration.SyntaxTree == word.SyntaxTree && declaration.Span.Contains(word.Span);

    private static bool IsWritten(SyntaxToken word) => word.Parent?.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == word.Parent,
        PrefixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression or SyntaxKind.AddressOfExpression,
        PostfixUnaryExpressionSyntax unary => unary.Kind() is SyntaxKind.PostIncrementExpression or SyntaxKind.PostDecrementExpression,
        ArgumentSyntax { RefKindKeyword.RawKind: (int)SyntaxKind.RefKeyword or (int)SyntaxKind.OutKeyword } or RefExpressionSyntax => true,
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } => assignment.Left == tuple,
        _ => false,
    };
}
