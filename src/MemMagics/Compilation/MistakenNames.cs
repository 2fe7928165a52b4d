using MemMagics.Wire;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Compilation;

/// <summary>
/// Names that would mean something else than in a cell. Where measured code is a lambda, its types, properties and overloads are members beside it and cannot
/// see its variables: <c>int total = 5; int Twice =&gt; 2 * total;</c> then takes the variable of an earlier cell that is called <c>total</c>, too.
/// </summary>
internal static class MistakenNames
{
    /// <summary>Whether a member of the code means something of an earlier cell where a cell would mean the code's own.</summary>
    public static bool In(Microsoft.CodeAnalysis.Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Last();
        var members = tree.GetRoot().ChildNodes().OfType<MemberDeclarationSyntax>().ToList();
        if (members.Count == 1)
            return false;

        var model = compilation.GetSemanticModel(tree);
        var code = members.OfType<MethodDeclarationSyntax>().Single(method => method.Identifier.ValueText == MeasuredCode.Method);
        if (code.DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>().First().Block is not { } body)
            return false;

        var own = model.LookupSymbols(body.CloseBraceToken.SpanStart - 1).Where(symbol => symbol is ILocalSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }).Select(symbol => symbol.Name).ToHashSet();
        return members.Where(member => member != code)
            .SelectMany(member => member.DescendantNodes()).OfType<SimpleNameSyntax>()
            .Where(name => own.Contains(name.Identifier.ValueText))
            .SelectMany(name => Meant(model, name))
            .Any(symbol => symbol.ContainingType is { IsScriptClass: true } cell && !SymbolEqualityComparer.Default.Equals(cell, compilation.ScriptClass));
    }

    private static IEnumerable<ISymbol> Meant(SemanticModel model, SimpleNameSyntax name)
    {
        var info = model.GetSymbolInfo(name);
        return info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols;
    }
}
