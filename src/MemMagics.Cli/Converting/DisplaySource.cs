using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Converting;

/// <summary>How a file shows values as the notebook does.</summary>
internal static class DisplaySource
{
    /// <summary>What stands before and after an expression in a statement that prints its value as the notebook does; <see langword="null"/> where only the class can do that.</summary>
    public static (string Before, string After)? Around(ExpressionSyntax expression, ITypeSymbol type, SemanticModel model)
    {
        var (open, close) = expression is AssignmentExpressionSyntax or ConditionalExpressionSyntax ? ("(", ")") : ("", "");
        return type.SpecialType switch
        {
            // Otherwise it would be True or False, an empty line, 1,5 in Germany.
            SpecialType.System_Boolean => ($"Console.WriteLine({open}", $"{close} ? \"true\" : \"false\")"),
            SpecialType.System_String when !IsNeverNull(expression, model) => ($"Console.WriteLine({open}", $"{close} ?? \"null\")"),
            SpecialType.System_Decimal or SpecialType.System_Double or SpecialType.System_Single => ("Console.WriteLine(Convert.ToString(", $", {nameof(CultureInfo)}.{nameof(CultureInfo.InvariantCulture)}))"),
            SpecialType.System_String or (>= SpecialType.System_SByte and <= SpecialType.System_UInt64) => ("Console.WriteLine(", ")"),
            SpecialType.System_Char or SpecialType.System_DateTime => null,
            _ => type.TypeKind == TypeKind.Enum || type.IsTupleType ? ("Console.WriteLine(", ")") : null,
        };
    }

    /// <summary>Whether a text is one for sure: what its author wrote, or what a library promises.</summary>
    private static bool IsNeverNull(ExpressionSyntax expression, SemanticModel model) =>
        expression is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression }
        || (expression is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: var otherwise } && IsNeverNull(otherwise, model))
        || model.GetConstantValue(expression) is { HasValue: true, Value: not null }
        || model.GetSymbolInfo(expression).Symbol is IMethodSymbol { ReturnNullableAnnotation: NullableAnnotation.NotAnnotated } or IPropertySymbol { NullableAnnotation: NullableAnnotation.NotAnnotated };
}
