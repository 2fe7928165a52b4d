using MemMagics.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>The members that one part of a name can mean.</summary>
internal static class TargetMembers
{
    /// <summary>The part of a name that means every function: <c>Solver.*</c>.</summary>
    public const string All = "*";

    /// <summary>Members of that name: of a namespace, of a type (inherited ones too), of a variable's type, or local functions of a method.</summary>
    public static IEnumerable<ISymbol> Named(ISymbol container, string name)
    {
        switch (container)
        {
            case INamespaceSymbol @namespace:
                return @namespace.GetMembers(name);

            case INamedTypeSymbol type:
                return OfType(type, name);

            case IFieldSymbol or ILocalSymbol when TypeOf(container) is { TypeKind: not TypeKind.Delegate } type:
                return name == All ? [type] : OfType(type, name);

            case IPropertySymbol property when name is "get" or "set" or "init":
                return name == "get" ? Present(property.GetMethod) : Present(property.SetMethod);

            case IEventSymbol @event when name is "add" or "remove":
                return name == "add" ? Present(@event.AddMethod) : Present(@event.RemoveMethod);

            case IMethodSymbol method:
                return IsAccessor(method, name) ? [method] : LocalsOf(method).Where(local => local.Name == name);

            default:
                return [];
        }
    }

    /// <summary>The names that <see cref="Named"/> would find.</summary>
    public static IEnumerable<string> Names(ISymbol container) => container switch
    {
        INamespaceSymbol @namespace => @namespace.GetMembers().Select(member => member.Name),
        INamedTypeSymbol type => NamesOf(type),
        IFieldSymbol or ILocalSymbol when TypeOf(container) is { } type => NamesOf(type),
        IMethodSymbol method => LocalsOf(method).Select(local => local.Name),
        _ => [],
    };

    /// <summary>The type of a variable; <see langword="null"/> when the symbol is not a variable, or its type is not a named one.</summary>
    public static INamedTypeSymbol? TypeOf(ISymbol variable) => variable switch
    {
        IFieldSymbol field => field.Type as INamedTypeSymbol,
        ILocalSymbol local => local.Type as INamedTypeSymbol,
        _ => null,
    };

    /// <summary>The methods that a member consists of: itself, or its accessors.</summary>
    public static IEnumerable<IMethodSymbol> MethodsOf(ISymbol member) => member switch
    {
        IMethodSymbol method => [method],
        IPropertySymbol property => [.. Present(property.GetMethod), .. Present(property.SetMethod)],
        IEventSymbol @event => [.. Present(@event.AddMethod), .. Present(@event.RemoveMethod)],
        _ => [],
    };

    /// <summary>Every function of a type and of its nested types: methods, accessors, constructors.</summary>
    public static IEnumerable<IMethodSymbol> AllOf(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>()
            .Where(method => !method.IsImplicitlyDeclared || method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor)
            .Where(method => !method.IsAbstract && !method.IsExtern)
            .Concat(type.GetTypeMembers().Where(static nested => nested.Name.Length > 0).SelectMany(AllOf)); // nameless is a block of extension members, whose code is the type's

    private static IEnumerable<ISymbol> OfType(INamedTypeSymbol type, string name)
    {
        if (name is TargetName.Constructor or ".ctor" || name == type.Name)
            return type.InstanceConstructors;

        if (name is TargetName.StaticConstructor or ".cctor")
            return type.StaticConstructors;

        var names = MetadataNames(type, name);
        for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
        {
            var own = declaring.GetMembers().Where(member => names.Any(wanted => IsNamed(member, wanted))).ToList();
            if (own.Count > 0)
                return own;
        }

        return type.IsStatic
            ? type.GetMembers().OfType<IMethodSymbol>().Where(method => ExtensionProperty(method) == name)
            : type.AllInterfaces.SelectMany(@interface => @interface.GetMembers(name)).Where(member => !member.IsAbstract);
    }

    /// <summary>The extension property that a method is an accessor of; <see langword="null"/> when it is none. (The compiler puts <c>get_Vowels</c> into the class that the property's block is in.)</summary>
    private static string? ExtensionProperty(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, ContainingType.IsStatic: true } && method.Name.StartsWith("get_", StringComparison.Ordinal) | method.Name.StartsWith("set_", StringComparison.Ordinal)
            ? method.Name["get_".Length..]
            : null;

    private static bool IsAccessor(IMethodSymbol method, string name) => name is "get" or "set" && ExtensionProperty(method) is not null && method.Name.StartsWith(name, StringComparison.Ordinal);

    private static IReadOnlyList<string> MetadataNames(INamedTypeSymbol type, string name)
    {
        if (name is "this" or "this[]" or "Item")
            return [WellKnownMemberNames.Indexer, "Item"];

        if (name == "~" + type.Name)
            return [WellKnownMemberNames.DestructorName];

        return OperatorNames.Of(name);
    }

    /// <summary>An explicit implementation is named <c>Namespace.IShape&lt;int&gt;.Area</c>, but <c>Area</c> and <c>IShape.Area</c> find it too.</summary>
    private static bool IsNamed(ISymbol member, string name) =>
        member.Name == name || (member.Name.Contains('.') && ("." + TargetName.WithoutTypeArguments(member.Name)).EndsWith("." + name, StringComparison.Ordinal));

    private static IEnumerable<string> NamesOf(INamedTypeSymbol type)
    {
        if (!type.InstanceConstructors.IsEmpty)
            yield return type.Name;
        if (!type.StaticConstructors.IsEmpty)
            yield return "static";

        for (var declaring = type; declaring is { SpecialType: not SpecialType.System_Object }; declaring = declaring.BaseType)
        {
            foreach (var member in declaring.GetMembers())
            {
                if (member is { CanBeReferencedByName: true, IsImplicitlyDeclared: false } and not IFieldSymbol { Type.TypeKind: not TypeKind.Delegate })
                    yield return member is IMethodSymbol method ? ExtensionProperty(method) ?? method.Name : member.Name;
            }
        }
    }

    /// <summary>What can be profiled by name inside a method: its local functions, and its variables that hold delegates.</summary>
    private static IEnumerable<ISymbol> LocalsOf(IMethodSymbol method)
    {
        // Their symbols come from the method's body, bound in the compilation that it is part of.
        if (method.ContainingAssembly is not ISourceAssemblySymbol { Compilation: var compilation })
            yield break;

        foreach (var syntax in method.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()))
        {
            var model = compilation.GetSemanticModel(syntax.SyntaxTree);
            foreach (var node in syntax.DescendantNodes().Where(node => node is LocalFunctionStatementSyntax or VariableDeclaratorSyntax))
            {
                if (model.GetDeclaredSymbol(node) is { } local and (IMethodSymbol or ILocalSymbol { Type.TypeKind: TypeKind.Delegate }))
                    yield return local;
            }
        }
    }

    private static IEnumerable<T> Present<T>(T? symbol)
        where T : class, ISymbol => symbol is null ? [] : [symbol];
}
