using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Scripts;

/// <summary>What a call can use of a script that does not run: its types and functions, as far as they need none of the variables that its statements give their values to.</summary>
internal sealed class ScriptDeclarations
{
    private readonly SemanticModel _model;
    private readonly Dictionary<ISymbol, string> _variableOf = new(SymbolEqualityComparer.Default);

    /// <param name="compilation">The script, compiled.</param>
    public ScriptDeclarations(Microsoft.CodeAnalysis.Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Last();
        _model = compilation.GetSemanticModel(tree);
        var root = (CompilationUnitSyntax)tree.GetRoot();
        FindUsers(root);

        var code = tree.GetText().ToString().ToCharArray();
        foreach (var member in root.Members.Where(member => !IsKept(member)))
        {
            for (var i = member.SpanStart; i < member.Span.End; i++)
                code[i] = CSharpText.IsNewLine(code[i]) ? code[i] : ' ';
        }

        Code = new string(code);
    }

    /// <summary>The declarations, each on its own line.</summary>
    public string Code { get; }

    /// <summary>Why a call has no sight of something; <see langword="null"/> when it has.</summary>
    /// <param name="call">The call, compiled as if it came after the script.</param>
    /// <param name="script">The script's name.</param>
    public string? ObstacleIn(Microsoft.CodeAnalysis.Compilation call, string script)
    {
        var tree = call.SyntaxTrees.Last();
        if (Used(tree.GetRoot(), call.GetSemanticModel(tree)).FirstOrDefault(_variableOf.ContainsKey) is not { } used)
            return null;

        var variable = _variableOf[used];
        return used.Name == variable
            ? $"'{variable}' is a variable of {script}, which has a value only while the script runs: a call cannot use it. Measure the script without --call."
            : $"'{used.Name}' uses '{variable}', a variable of {script}, which has a value only while the script runs. Make it a parameter, or measure the script without --call.";
    }

    /// <summary>Each variable, and whatever uses one, with the name of that one.</summary>
    private void FindUsers(CompilationUnitSyntax root)
    {
        foreach (var declared in root.Members.SelectMany(Declared).Where(IsVariable))
            _variableOf.TryAdd(declared, declared.Name);
        var found = true;
        while (found)
        {
            found = false;
            foreach (var member in root.Members.Where(member => member is not GlobalStatementSyntax))
            {
                if (Used(member, _model).FirstOrDefault(used => _variableOf.ContainsKey(used)) is { } variable)
                    found |= Declared(member).Aggregate(false, (added, declared) => _variableOf.TryAdd(declared, _variableOf[variable]) || added);
            }
        }
    }

    private bool IsKept(MemberDeclarationSyntax member) => member is not GlobalStatementSyntax && !Declared(member).Any(_variableOf.ContainsKey);

    /// <summary>Constants and static fields have their values without a statement that runs.</summary>
    private static bool IsVariable(ISymbol symbol) => symbol is IFieldSymbol { IsStatic: false, IsConst: false } or IPropertySymbol { IsStatic: false } or IEventSymbol { IsStatic: false };

    private IEnumerable<ISymbol> Declared(MemberDeclarationSyntax member) =>
        member.DescendantNodesAndSelf().Select(node => _model.GetDeclaredSymbol(node)).OfType<ISymbol>().Where(symbol => symbol.ContainingType is { IsScriptClass: true });

    private IEnumerable<ISymbol> Used(SyntaxNode code, SemanticModel model) =>
        code.DescendantNodes().OfType<SimpleNameSyntax>().Select(name => model.GetSymbolInfo(name)).Select(info => info.Symbol ?? info.CandidateSymbols.FirstOrDefault()).OfType<ISymbol>().Select(symbol => symbol.OriginalDefinition);
}
