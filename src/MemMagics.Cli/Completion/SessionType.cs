using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace MemMagics.Cli.Completion;

/// <summary>The compiler's symbol of a type of this process.</summary>
internal static partial class SessionType
{
    /// <param name="type">The type, of a session's value.</param>
    /// <param name="model">Code of the session.</param>
    /// <param name="position">The position in the code that the type is to be named at.</param>
    /// <returns><see langword="null"/> when code there cannot name it.</returns>
    public static ITypeSymbol? Of(Type type, SemanticModel model, int position)
    {
        if (type.IsArray)
            return Of(type.GetElementType()!, model, position) is { } element ? model.Compilation.CreateArrayTypeSymbol(element, type.GetArrayRank()) : null;
        if (type.IsByRef || type.IsPointer || type.IsGenericParameter)
            return null;

        var definition = Definition(type.IsGenericType ? type.GetGenericTypeDefinition() : type, model, position);
        if (definition is null || !model.IsAccessible(position, definition))
            return null;
        if (!type.IsGenericType)
            return definition;
        var arguments = type.GetGenericArguments().Select(argument => Of(argument, model, position)).ToArray();

        // Reflection lists the type arguments of an enclosing generic type first; they are no arguments of the inner symbol.
        return definition.Arity == arguments.Length && arguments.All(argument => argument is not null) ? definition.Construct(arguments!) : null;
    }

    private static INamedTypeSymbol? Definition(Type type, SemanticModel model, int position)
    {
        if (type.DeclaringType is not { } outer)
            return type.FullName is { } name ? model.Compilation.GetTypeByMetadataName(name) : null;

        var own = Arity().Replace(type.Name, "");
        var arity = type.GetGenericArguments().Length - outer.GetGenericArguments().Length;
        if (Submission().IsMatch(outer.Name))
        {
            return model.LookupNamespacesAndTypes(position, name: own).OfType<INamedTypeSymbol>()
                .FirstOrDefault(found => found.Arity == arity && found.ContainingType is { IsScriptClass: true } script && script.Name == outer.Name);
        }

        return Definition(outer, model, position)?.GetTypeMembers(own, arity).FirstOrDefault();
    }

    [GeneratedRegex(@"^Submission#\d+$")]
    private static partial Regex Submission();

    [GeneratedRegex(@"`\d+$")]
    private static partial Regex Arity();
}
