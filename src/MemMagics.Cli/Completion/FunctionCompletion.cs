using MemMagics.Cli.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Completion;

/// <summary>Completes the names of functions that can be profiled: <c>#!mprun -f Solver.|</c>.</summary>
internal static class FunctionCompletion
{
    /// <summary>What the help calls such a value.</summary>
    public const string ValueName = "FUNCTION";

    private const string AllFunctions = "*";

    /// <param name="script">The session.</param>
    /// <param name="code">The cell as C#, without its magics' names and options.</param>
    /// <param name="typed">The typed part of the name.</param>
    /// <param name="start">Start of the name.</param>
    public static Completions Of(ScriptSession script, string code, string typed, int start)
    {
        var model = CellCompletion.Bind(script, code);
        var dot = typed.LastIndexOf('.');
        var matches = dot < 0 ? OfNotebook((CSharpCompilation)model.Compilation).Concat(typed.Length > 0 ? OfLibraries((CSharpCompilation)model.Compilation) : []) : MembersOf(model, typed[..dot].Split('.'));
        var completions = Completions.Beginning(typed, dot + 1, typed.Length, matches);
        return completions with { Start = start + dot + 1, End = start + typed.Length };
    }

    /// <summary>Functions, variables that hold one, and the functions of types, of all cells that ran and of this one.</summary>
    private static IEnumerable<Match> OfNotebook(CSharpCompilation last)
    {
        for (var submission = last; submission is not null; submission = submission.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            foreach (var member in submission.ScriptClass!.GetMembers())
            {
                if (member is INamedTypeSymbol type)
                {
                    foreach (var function in Functions(type))
                        yield return new Match($"{type.Name}.{function.Name}", "function");
                }
                else if (IsFunction(member))
                {
                    yield return ToMatch(member);
                }
            }
        }
    }

    /// <summary>What the name of a package's function may begin with. What the session has from its start is .NET itself, which is not profiled.</summary>
    private static IEnumerable<Match> OfLibraries(CSharpCompilation last)
    {
        var first = last;
        while (first.ScriptCompilationInfo?.PreviousScriptCompilation is { } previous)
            first = previous;
        var fromStart = first.SourceModule.ReferencedAssemblySymbols.Select(assembly => assembly.Identity).ToHashSet();
        return last.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => !fromStart.Contains(assembly.Identity))
            .SelectMany(assembly => assembly.GlobalNamespace.GetMembers())
            .Where(member => member is INamespaceSymbol or { DeclaredAccessibility: Accessibility.Public })
            .Select(ToMatch);
    }

    private static IEnumerable<Match> MembersOf(SemanticModel model, string[] path)
    {
        var end = model.SyntaxTree.GetRoot().FullSpan.End;
        IEnumerable<INamespaceOrTypeSymbol> owners = [.. model.LookupSymbols(end, name: path[0]).Select(Owner).OfType<INamespaceOrTypeSymbol>()];
        foreach (var name in path.Skip(1))
            owners = [.. owners.SelectMany(owner => owner.GetMembers(name)).Select(Owner).OfType<INamespaceOrTypeSymbol>()];
        return owners.SelectMany(owner => owner switch
        {
            INamespaceSymbol space => space.GetMembers().Where(member => member is INamespaceSymbol or { DeclaredAccessibility: Accessibility.Public }).Select(ToMatch),
            ITypeSymbol type => OfType(type),
            _ => [],
        });
    }

    private static INamespaceOrTypeSymbol? Owner(ISymbol symbol) => symbol switch
    {
        INamespaceOrTypeSymbol owner => owner,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static IEnumerable<Match> OfType(ITypeSymbol type)
    {
        yield return new Match(AllFunctions, "function");
        for (var declaring = type; declaring is { SpecialType: not SpecialType.System_Object }; declaring = declaring.BaseType)
        {
            foreach (var member in Functions(declaring).Concat(declaring.GetTypeMembers().Where(inner => inner.DeclaredAccessibility == Accessibility.Public || inner.Locations.Any(location => location.IsInSource))))
                yield return ToMatch(member);
        }
    }

    /// <summary>The members of a type that have code written by its author.</summary>
    private static IEnumerable<ISymbol> Functions(ITypeSymbol type) =>
        type.GetMembers().Where(member => IsFunction(member) || member is IPropertySymbol { IsImplicitlyDeclared: false, IsIndexer: false, IsAbstract: false } property && HasCode(property));

    private static bool IsFunction(ISymbol member) => member switch
    {
        IMethodSymbol method => method is { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false, IsAbstract: false, IsExtern: false, CanBeReferencedByName: true },
        IFieldSymbol { Type.TypeKind: TypeKind.Delegate } field => field is { IsImplicitlyDeclared: false, CanBeReferencedByName: true },
        _ => false,
    };

    /// <summary>An automatic property has a field behind it, and nothing to be profiled.</summary>
    private static bool HasCode(IPropertySymbol property) =>
        !property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    private static Match ToMatch(ISymbol symbol) => new(symbol.Name, symbol switch
    {
        INamespaceSymbol => "module",
        ITypeSymbol => "class",
        IPropertySymbol => "property",
        IFieldSymbol => "instance",
        _ => "function",
    });
}
