using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Compilation;

/// <summary>The variables of measured code that could only be compiled as a cell: fields, where shipped code has locals.</summary>
internal static class CellVariables
{
    /// <summary>What a report says of them; <see langword="null"/> when they cannot change a figure.</summary>
    public static string? Note(MeasuredSubmission measured)
    {
        if (!measured.Form.IsCell)
            return null;

        var model = measured.Compilation.GetSemanticModel(measured.Tree);
        var root = measured.Tree.GetRoot();
        var captured = root.DescendantNodes()
            .Where(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax)
            .SelectMany(function => function.DescendantNodes()).OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText).ToHashSet();
        var variables = measured.Compilation.ScriptClass!.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field is { IsStatic: false, IsImplicitlyDeclared: false } && !field.Name.StartsWith("__memmagics", StringComparison.Ordinal))
            .Where(field => !field.Type.IsUnmanagedType || captured.Contains(field.Name))
            .Select(field => field.Name).ToList();
        return variables.Count == 0
            ? null
            : $"The code compiles only as a cell does: {Listed(variables)} {(variables.Count == 1 ? "is a field" : "are fields")}, not local as in a method. "
                + "Lambdas then need no closure for fields, and what fields hold cannot be removed by the optimiser and is alive at the end: in a method the figures can differ.";
    }

    private static string Listed(List<string> names) => names.Count > 4
        ? $"{string.Join(", ", names.Take(3))} and {names.Count - 3} more variables"
        : names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
