using MemMagics.Wire;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>Names of functions for the user: <c>Solve</c>, <c>Matrix.Multiply</c>, <c>Matrix.Rows.get</c>, <c>Solve.Norm</c>.</summary>
internal static class FunctionNames
{
    public static string Of(SyntaxNode function)
    {
        var own = Own(function);
        for (var outer = function.Parent; outer is not null; outer = outer.Parent)
        {
            if (Qualifier(outer) is { } qualifier)
                own = $"{qualifier}.{own}";
        }

        return own;
    }

    /// <summary>The name with the parameters, which tells overloads apart.</summary>
    public static string WithParameters(SyntaxNode function)
    {
        var parameters = function switch
        {
            BaseMethodDeclarationSyntax method => method.ParameterList.Parameters,
            LocalFunctionStatementSyntax local => local.ParameterList.Parameters,
            AccessorDeclarationSyntax { Parent.Parent: IndexerDeclarationSyntax indexer } => indexer.ParameterList.Parameters,
            ArrowExpressionClauseSyntax { Parent: IndexerDeclarationSyntax indexer } => indexer.ParameterList.Parameters,
            _ => default,
        };
        return $"{Of(function)}({string.Join(", ", parameters.Select(parameter => parameter.Type?.ToString()))})";
    }

    /// <summary>The name of a static constructor in its type, as it is declared: <c>static Shop</c>.</summary>
    public static string StaticConstructor(string type) => $"static {type}";

    /// <summary>Whether a name, with those of the types around it, is a static constructor's.</summary>
    public static bool IsStaticConstructor(string name) => name.StartsWith("static ", StringComparison.Ordinal) || name.Contains(".static ", StringComparison.Ordinal);

    /// <summary>Whether a function has a name of its own. A lambda has that of the variable that it is given to.</summary>
    public static bool IsNamed(SyntaxNode function) => function is not AnonymousFunctionExpressionSyntax lambda || VariableOf(lambda) is not null;

    /// <summary>The line by which a function without a name is identified.</summary>
    public static int LineOf(SyntaxNode function) => function.GetLocation().GetMappedLineSpan().StartLinePosition.Line + 1;

    private static string Own(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => Explicit(method.ExplicitInterfaceSpecifier) + method.Identifier.ValueText,
        ConstructorDeclarationSyntax { Modifiers: var modifiers } constructor when modifiers.Any(Microsoft.CodeAnalysis.CSharp.SyntaxKind.StaticKeyword) => StaticConstructor(constructor.Identifier.ValueText),
        ConstructorDeclarationSyntax instance => instance.Identifier.ValueText,
        DestructorDeclarationSyntax destructor => "~" + destructor.Identifier.ValueText,
        OperatorDeclarationSyntax @operator => Explicit(@operator.ExplicitInterfaceSpecifier) + "operator " + @operator.OperatorToken.ValueText,
        ConversionOperatorDeclarationSyntax conversion => $"{conversion.ImplicitOrExplicitKeyword.ValueText} operator {conversion.Type}",
        LocalFunctionStatementSyntax local => local.Identifier.ValueText,
        AccessorDeclarationSyntax { Parent.Parent: BasePropertyDeclarationSyntax property } accessor => $"{Property(property)}.{accessor.Keyword.ValueText}",
        ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax property } => Property(property),
        AnonymousFunctionExpressionSyntax lambda => VariableOf(lambda) ?? $"lambda, line {LineOf(lambda)}",
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        _ => $"code, line {LineOf(function)}",
    };

    private static string Property(BasePropertyDeclarationSyntax property) => property switch
    {
        PropertyDeclarationSyntax named => Explicit(named.ExplicitInterfaceSpecifier) + named.Identifier.ValueText,
        EventDeclarationSyntax named => Explicit(named.ExplicitInterfaceSpecifier) + named.Identifier.ValueText,
        _ => Explicit(property.ExplicitInterfaceSpecifier) + "this[]",
    };

    private static string Explicit(ExplicitInterfaceSpecifierSyntax? specifier) => specifier is null ? "" : specifier.Name + ".";

    private static string? Qualifier(SyntaxNode node) => node switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText is { Length: > 0 } name ? name : null, // a block of extension members has none
        MethodDeclarationSyntax { Identifier.ValueText: MeasuredCode.Method } => null,
        BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax => Own(node),
        _ => null,
    };

    /// <summary>The variable to which a lambda is assigned; <see langword="null"/> when it is part of a larger expression or an argument.</summary>
    private static string? VariableOf(ExpressionSyntax lambda) => lambda.Parent switch
    {
        ParenthesizedExpressionSyntax or CastExpressionSyntax => VariableOf((ExpressionSyntax)lambda.Parent),
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } => variable.Identifier.ValueText,
        _ => null,
    };
}
