using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;

namespace MemMagics.Editor.Completing;

/// <summary>Types of the session's references whose namespace is not imported, under their full names, which work without a using directive.</summary>
internal static class UnimportedTypes
{
    // A single letter would match hundreds of types.
    private const int MinimumTyped = 2;

    // An assembly's symbol is the same for all submissions that see the same references.
    private static readonly ConditionalWeakTable<IAssemblySymbol, IReadOnlyList<INamedTypeSymbol>> s_types = [];

    /// <summary>Whether a type may be written where these items are offered.</summary>
    /// <param name="items">All items offered at the position.</param>
    /// <param name="code">The code.</param>
    /// <param name="start">Start of the name.</param>
    public static bool MayStandAmong(IEnumerable<CompletionItem> items, string code, int start) =>
        (start == 0 || code[start - 1] is not ('.' or ':' or '>')) && items.Any(item => item.DisplayText == nameof(Exception));

    /// <summary>The full names of the types whose name begins with the typed text, those with the fewest namespaces first.</summary>
    /// <param name="typed">The typed part of the name.</param>
    /// <param name="comparison">Whether case counts.</param>
    /// <param name="model">The code's semantic model.</param>
    /// <param name="position">The position in the code.</param>
    public static IEnumerable<string> Beginning(string typed, StringComparison comparison, SemanticModel model, int position)
    {
        if (typed.Length < MinimumTyped)
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

    /// <summary>The references that cells were given, without what these need in turn: that includes the parts of the tool that shows values.</summary>
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

    /// <summary>Whether the type is hidden from editors, as those are that only compilers use.</summary>
    private static bool IsHidden(INamedTypeSymbol type) => type.GetAttributes().Any(attribute =>
        attribute is { AttributeClass.Name: nameof(System.ComponentModel.EditorBrowsableAttribute), ConstructorArguments: [{ Value: (int)System.ComponentModel.EditorBrowsableState.Never }] });
}
