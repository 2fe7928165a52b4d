using MemMagics.Magics;
using Microsoft.CodeAnalysis;

namespace MemMagics.Instrumentation;

/// <summary>What is said of a name that leads to no code.</summary>
/// <param name="source">The session's source.</param>
/// <param name="model">The model of the measured code.</param>
/// <param name="position">The place in it where names are looked up.</param>
/// <param name="program">The functions of the program whose code is measured; <see langword="null"/> for a notebook.</param>
internal sealed class TargetHints(SessionSource source, SemanticModel model, int position, ProgramTargets? program = null)
{
    /// <summary>Types as they are named for <c>-f</c>.</summary>
    public static SymbolDisplayFormat Qualified { get; } = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>What may have been meant by a name that means nothing; empty when nothing is like it.</summary>
    /// <param name="parts">The name's parts.</param>
    public string Nearest(IReadOnlyList<string> parts)
    {
        var exact = InTypes().Where(member => string.Equals(member.Name, parts[0], StringComparison.OrdinalIgnoreCase)).Select(NameOf).Distinct().Take(3).ToList();
        if (exact.Count > 0)
            return $" Did you mean {string.Join(" or ", exact.Select(member => string.Join('.', parts.Skip(1).Prepend(member))))}?";

        var visible = model.LookupSymbols(position)
            .Where(symbol => symbol.Locations.Any(location => location.IsInSource) && symbol is IMethodSymbol or INamedTypeSymbol or IFieldSymbol or ILocalSymbol)
            .Select(symbol => symbol.Name)
            .Concat(program?.Names ?? [])
            .Concat(program?.Types.Where(static type => type.ContainingType is null).Select(static type => type.Name) ?? [])
            .Where(candidate => !candidate.Contains('<') && !candidate.StartsWith("__memmagics", StringComparison.Ordinal));
        var question = NearestNames.Question(parts[0], visible);
        if (question.Length > 0)
            return question;

        var near = NearestNames.Of(parts[0], InTypes().Select(member => member.Name).Distinct()).Take(3).ToList();
        if (near.Count > 0)
            return $" Did you mean {string.Join(" or ", InTypes().Where(member => near.Contains(member.Name)).Select(NameOf).Distinct().Take(3))}?";

        var elsewhere = source.LibraryTypes(parts[0]).Select(type => string.Join('.', parts.Skip(1).Prepend(type.ToDisplayString(Qualified)))).Distinct().Take(2).ToList();
        return elsewhere.Count == 0 ? "" : $" Did you mean {string.Join(" or ", elsewhere)}?";
    }

    /// <summary>Members and nested types of the notebook's or program's types.</summary>
    private IEnumerable<ISymbol> InTypes() => source.Types.Concat(program?.Types ?? [])
        .SelectMany(static type => type.GetMembers().Where(static member => member is { CanBeReferencedByName: true, IsImplicitlyDeclared: false } and (IMethodSymbol or IPropertySymbol or INamedTypeSymbol)))
        .Where(member => member is not IMethodSymbol method || !(TargetCode.IsCompilers(method) || program?.IsRenamed(member) == true));

    private static string NameOf(ISymbol member) => $"{member.ContainingType.ToDisplayString(Qualified)}.{member.Name}";

    /// <summary>Why a symbol has no code that could be profiled, and what has.</summary>
    public string WhyNot(ISymbol symbol) => symbol switch
    {
        { IsAbstract: true, ContainingType: { } type } and (IMethodSymbol or IPropertySymbol or IEventSymbol) => "it is abstract, and nothing in this session implements it." + WithCode(type),
        IMethodSymbol { IsExtern: true } => "it is not written in C#.",
        INamedTypeSymbol { TypeKind: TypeKind.Delegate } => "it is the type of a delegate; name the function itself.",
        INamedTypeSymbol type => "no function of its own is written in it." + Deriving(type),
        _ => "the compiler wrote it.",
    };

    /// <summary>Functions of a type, and of those that derive from it, that could be named instead.</summary>
    private string WithCode(INamedTypeSymbol type)
    {
        var named = DerivingFrom(type).Prepend(type)
            .SelectMany(TargetMembers.AllOf)
            .Where(static method => method is { MethodKind: MethodKind.Ordinary, IsImplicitlyDeclared: false, IsAbstract: false })
            .Select(NameOf)
            .Distinct()
            .Take(3)
            .ToList();
        return named.Count == 0 ? "" : $" These have code: {string.Join(", ", named)}.";
    }

    private string Deriving(INamedTypeSymbol type)
    {
        var named = DerivingFrom(type).Select(static derived => derived.ToDisplayString(Qualified)).Distinct().Take(3).ToList();
        return named.Count == 0 ? "" : $" Name a type that derives from it or implements it: {string.Join(", ", named)}.";
    }

    private IEnumerable<INamedTypeSymbol> DerivingFrom(INamedTypeSymbol type)
    {
        var key = Implementations.Key(type);
        return source.Types.Concat(source.AllLibraryTypes).Where(derived =>
            (derived.BaseType is { } @base && Implementations.Key(@base) == key) || derived.AllInterfaces.Any(@interface => Implementations.Key(@interface) == key));
    }
}
