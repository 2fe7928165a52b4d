using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Cli.Scripting;

/// <summary>Tells a submission without a value from one whose value is null, which its script state does not.</summary>
internal static class ScriptResult
{
    /// <summary>Whether the value of the code's last expression is to be shown.</summary>
    public static bool IsShown(ScriptState state)
    {
        if (state.Exception is not null)
            return false;
        if (state.ReturnValue is not null)
            return true;

        var compilation = state.Script.GetCompilation();
        var tree = compilation.SyntaxTrees.Last();
        return tree.GetRoot() is CompilationUnitSyntax { Members: [.., GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }] }
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is { SpecialType: not SpecialType.System_Void };
    }

    /// <summary>The static type of the code's last expression as a variable is declared with it: without a name of its own, as an anonymous one is, <c>dynamic</c>.</summary>
    public static string TypeNameOf(Script script)
    {
        var compilation = script.GetCompilation();
        var tree = compilation.SyntaxTrees.Last();
        if ((tree.GetRoot() as CompilationUnitSyntax)?.Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax { Expression: var last } }
            || compilation.GetSemanticModel(tree).GetTypeInfo(last).Type is not { } type)
            return "object";

        var name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        return SyntaxFactory.ParseTypeName(name) is { ContainsDiagnostics: false } parsed && parsed.FullSpan.Length == name.Length ? name : "dynamic";
    }
}
