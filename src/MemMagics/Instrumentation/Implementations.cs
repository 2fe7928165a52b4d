using Microsoft.CodeAnalysis;

namespace MemMagics.Instrumentation;

/// <summary>Finds what overrides or implements a member, in the notebook and in the libraries it refers to.</summary>
internal sealed class Implementations(SessionSource source)
{
    /// <summary>Whether other code may run where the method is called.</summary>
    public static bool CanBeReplaced(IMethodSymbol method) => (method.IsAbstract || method.IsVirtual || method.IsOverride) && !method.IsSealed && !(method.ContainingType?.IsSealed ?? true);

    /// <summary>The methods that override or implement a method, without itself; those of the notebook first.</summary>
    /// <param name="method">A method for which <see cref="CanBeReplaced"/> holds.</param>
    /// <param name="within">Only in this type and those that derive from it or implement it; <see langword="null"/> for everywhere.</param>
    public IReadOnlyList<IMethodSymbol> Of(IMethodSymbol method, INamedTypeSymbol? within)
    {
        var ofNotebook = Among(source.Types, method, within);

        // A member of .NET itself (Dispose, ToString) is implemented by half of all types: the notebook's are meant.
        return ofNotebook.Count > 0 && source.IsFramework(method.ContainingAssembly) ? ofNotebook : [.. ofNotebook, .. Among(source.AllLibraryTypes, method, within)];
    }

    private static List<IMethodSymbol> Among(IEnumerable<INamedTypeSymbol> types, IMethodSymbol method, INamedTypeSymbol? within)
    {
        var key = Key(method);
        var withinKey = within is null ? null : Key(within);
        return
        [
            .. types.Where(type => withinKey is null || Key(type) == withinKey || Bases(type).Concat(type.AllInterfaces).Any(@base => Key(@base) == withinKey))
                .SelectMany(type => method.ContainingType.TypeKind == TypeKind.Interface ? Implementing(type, method, key) : Overriding(type, method, key))
                .Where(found => !found.IsAbstract && Key(found) != key)
                .Select(found => found.OriginalDefinition)
                .DistinctBy(Key),
        ];
    }

    private static IEnumerable<IMethodSymbol> Implementing(INamedTypeSymbol type, IMethodSymbol method, string key)
    {
        var owner = Key(method.ContainingType);
        return type.TypeKind == TypeKind.Interface
            ? type.GetMembers().OfType<IMethodSymbol>().Where(own => own.ExplicitInterfaceImplementations.Any(member => Key(member) == key))
            : type.AllInterfaces.Where(@interface => Key(@interface) == owner)
                .SelectMany(@interface => @interface.GetMembers(method.Name).OfType<IMethodSymbol>())
                .Where(member => Key(member) == key)
                .Select(type.FindImplementationForInterfaceMember)
                .OfType<IMethodSymbol>();
    }

    private static IEnumerable<IMethodSymbol> Overriding(INamedTypeSymbol type, IMethodSymbol method, string key) =>
        type.GetMembers(method.Name).OfType<IMethodSymbol>().Where(own => Overridden(own).Any(@base => Key(@base) == key));

    private static IEnumerable<IMethodSymbol> Overridden(IMethodSymbol method)
    {
        for (var @base = method.OverriddenMethod; @base is not null; @base = @base.OverriddenMethod)
            yield return @base;
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var @base = type.BaseType; @base is not null; @base = @base.BaseType)
            yield return @base;
    }

    /// <summary>Identifies a definition across compilations, each of which has symbols of its own for the same library.</summary>
    public static string Key(ISymbol symbol) => $"{symbol.ContainingAssembly?.Name} {symbol.OriginalDefinition.GetDocumentationCommentId()}";
}
