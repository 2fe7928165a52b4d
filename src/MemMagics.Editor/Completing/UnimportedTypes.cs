using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;

namespace MemMagics.Editor.Completing;

/// <summary>Types of the session's references whose namespace no using names, under their full names: the text that works where it stands.</summary>
internal static class UnimportedTypes
{
    // One letter begins hundreds of them.
    private const int LeastTyped = 2;

    // An assembly's symbol is the same for all submissions that see the same references.
    private static readonly ConditionalWeakTable<IAssemblySymbol, IReadOnlyList<INamedTypeSymbol>> s_types = [];

    /// <summary>Whether types may stand where these items may.</summary>
    /// <param name="items">All items at the place.</param>
    /// <param name="code">The code.</param>
    /// <param name="start">Where the name begins.</param>
    public static bool MayStandAmong(IEnumerable<CompletionItem> items, string code, int start) =>
        (start == 0 || code[start - 1] is not ('.' or ':' or '>')) && items.Any(item => item.DisplayText == nameof(Exception));

    /// <summary>The full names of types that begin so, the shortest first.</summary>
    /// <param name="typed">What is typed of the name.</param>
    /// <param name="comparison">Whether its case counts.</param>
    /// <param name="model">The code.</param>
    /// <param name="position">The place in it.</param>
    public static IEnumerable<string> Beginning(string typed, StringComparison comparison, SemanticModel model, int position)
    {
        if (typed.Length < LeastTyped)
            return [];
        return References(model.Compilation)
            .Select(model.Compilation.GetAssemblyOrModuleSymbol)
            .OfType<IAssemblySymbol>()
            .Where(assembly => assembly.TypeNames.Any(name => name.StartsWith(typed, comparison))) // read off the metadata, without a symbol for each
            .SelectMany(assembly => s_types.GetValue(assembly, PublicTypes))
            .Where(type => type.Name.StartsWith(typed, comparison) && !IsHidden(type))
            .Where(type => !model.LookupNamespacesAndTypes(position, name: type.Name).Contains(type, SymbolEqualityComparer.Default))
            .Select(type => $"{type.ContainingNamespace.ToDisplayString()}.{type.Name}")
            .Distinct()
            .OrderBy(name => name.Count(character => character == '.'))
            .ThenBy(name => name, StringComparer.Ordinal);
    }

    /// <summary>What cells were given, not what that needs in turn: the parts of the tool that shows their values.</summary>
    private static IEnumerable<MetadataReference> References(Compilation last)
    {
        for (var submission = last; submission is not null; submission = submission.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            foreach (var reference in submission.ExternalReferences.Concat(submission.DirectiveReferences))
                yield return reference;
        }
    }

    private static IReadOnlyList<INamedTypeSymbol> PublicTypes(IAssemblySymbol assembly) =>
        [.. assembly.GlobalNamespace.GetNamespaceMembers().Where(space => !ImplementationNamespaces.Contains(space.Name)).SelectMany(Types)];

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol space) => space.GetTypeMembers()
        .Where(type => type is { DeclaredAccessibility: Accessibility.Public, CanBeReferencedByName: true })
        .Concat(space.GetNamespaceMembers().SelectMany(Types));

    /// <summary>Hidden from editors: types that only compilers write.</summary>
    private static bool IsHidden(INamedTypeSymbol type) => type.GetAttributes().Any(attribute =>
        attribute is { AttributeClass.Name: nameof(System.ComponentModel.EditorBrowsableAttribute), ConstructorArguments: [{ Value: (int)System.ComponentModel.EditorBrowsableState.Never }] });
}
