using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>Binds the names given to <c>-f</c> in the context of the measured code: its usings, its session, its own functions.</summary>
internal sealed class TargetResolver
{
    private readonly SessionSource _source;
    private readonly SemanticModel _model;
    private readonly Implementations _implementations;
    private readonly int _position;

    public TargetResolver(SessionSource source)
    {
        _source = source;
        _implementations = new Implementations(source);
        var tree = source.MeasuredTree;
        _model = source.Compilation.GetSemanticModel(tree);
        _position = source.CellLambda?.Body switch
        {
            BlockSyntax block => block.CloseBraceToken.SpanStart - 1, // at the closing brace itself, the block's names are out of scope
            { } body => Math.Max(body.SpanStart, body.Span.End - 1),
            null => tree.GetRoot().FullSpan.End,
        };
    }

    /// <summary>The functions that a name means, with all overloads.</summary>
    /// <exception cref="MagicException">There is nothing of that name, or it has no code that could be profiled.</exception>
    public IReadOnlyList<Target> Resolve(string name)
    {
        var parts = TargetName.Parts(name);
        IReadOnlyList<ISymbol> symbols = Lookup(parts[0]);
        if (symbols.Count == 0) // internal types are hidden from code but can be profiled
            symbols = [.. _source.LibraryTypes(parts[0]).Where(type => type.ContainingNamespace.IsGlobalNamespace)];

        if (symbols.Count == 0)
            throw new MagicException($"There is no function or type '{parts[0]}' in this session.{Suggestion(parts)}");

        INamedTypeSymbol? within = null;
        for (var i = 1; i < parts.Count; i++)
        {
            if (parts[i] == TargetMembers.All && i == parts.Count - 1 && symbols.All(symbol => symbol is not (IFieldSymbol or ILocalSymbol)))
                break;

            symbols = [.. symbols.Select(Unrestricted)];
            within = symbols[0] as INamedTypeSymbol ?? TargetMembers.TypeOf(symbols[0]) ?? within;
            var members = Members(symbols, parts[i]);
            if (members.Count == 0 && i < parts.Count - 1)
            {
                members = Members(symbols, $"{parts[i]}.{parts[i + 1]}"); // an explicit implementation: Circle.IShape.Area
                i += members.Count > 0 ? 1 : 0;
            }

            if (members.Count == 0)
            {
                var qualifier = string.Join('.', parts.Take(i));
                var candidates = symbols.SelectMany(TargetMembers.Names).Select(member => $"{qualifier}.{member}");
                var kind = symbols[0] is INamespaceSymbol ? "type" : "function";
                throw new MagicException($"'{qualifier}' has no {kind} '{parts[i]}'.{NearestNames.Question($"{qualifier}.{parts[i]}", candidates)}");
            }

            // Some libraries define types that newer frameworks have too: then the library's is meant.
            var own = members.Where(member => member.ContainingAssembly is not { } assembly || !_source.IsFramework(assembly)).ToList();
            symbols = own.Count > 0 ? own : members;
        }

        var targets = symbols.SelectMany(symbol => WithImplementations(symbol, name, within)).Distinct().ToList();
        return targets.Count > 0 ? targets : throw new MagicException($"'{name}' has no code that could be profiled: {WhyNot(symbols[0])}");
    }

    /// <summary>What a symbol means, and for members that other types can override or implement, what these have instead.</summary>
    private IEnumerable<Target> WithImplementations(ISymbol symbol, string name, INamedTypeSymbol? within)
    {
        var others = TargetMembers.MethodsOf(symbol).Select(method => method.OriginalDefinition).Where(Implementations.CanBeReplaced)
            .SelectMany(method => _implementations.Of(method, within))
            .SelectMany(method => OfMethod(method, name))
            .ToList();
        return others.Count > 0 && _source.IsFramework(symbol.ContainingAssembly) ? others : TargetsOf(symbol, name).Concat(others);
    }

    /// <summary>The symbols that a name means at the cell. A name that both the notebook and .NET use (a <c>Stack</c>, a <c>Lazy</c>) is the notebook's.</summary>
    private List<ISymbol> Lookup(string name)
    {
        var symbols = _model.LookupSymbols(_position, name: name)
            .Where(symbol => symbol is not ILabelSymbol)
            .Select(symbol => symbol is IAliasSymbol alias ? alias.Target : symbol)
            .ToList<ISymbol>();
        var nearest = symbols.GroupBy(Distance).OrderBy(group => group.Key).FirstOrDefault() ?? Enumerable.Empty<ISymbol>();
        return [.. nearest.GroupBy(Signature).Select(same => same.MinBy(_source.AgeOf)!)];
    }

    /// <summary>A function of a later cell hides an earlier one with the same parameters; with other parameters it is an overload.</summary>
    private static string Signature(ISymbol symbol) => symbol is IMethodSymbol method
        ? $"{method.Arity}({string.Join(", ", method.Parameters.Select(parameter => $"{parameter.RefKind} {parameter.Type}"))})"
        : symbol.ToDisplayString();

    private static List<ISymbol> Members(IReadOnlyList<ISymbol> containers, string name) =>
        [.. containers.SelectMany(container => TargetMembers.Named(container, name)).Distinct(SymbolEqualityComparer.Default)];

    private int Distance(ISymbol symbol) => symbol switch
    {
        _ when symbol.Locations.Any(location => location.IsInSource) => 0,
        INamespaceSymbol => 1,
        _ => _source.IsFramework(symbol.ContainingAssembly) ? 2 : 1,
    };

    private string Suggestion(IReadOnlyList<string> parts)
    {
        var exact = InTypes().Where(member => string.Equals(member.Name, parts[0], StringComparison.OrdinalIgnoreCase)).Select(Qualified).Distinct().Take(3).ToList();
        if (exact.Count > 0)
            return $" Did you mean {string.Join(" or ", exact.Select(member => string.Join('.', parts.Skip(1).Prepend(member))))}?";

        var visible = _model.LookupSymbols(_position)
            .Where(symbol => symbol.Locations.Any(location => location.IsInSource) && symbol is IMethodSymbol or INamedTypeSymbol or IFieldSymbol or ILocalSymbol)
            .Select(symbol => symbol.Name)
            .Where(candidate => !candidate.Contains('<') && !candidate.StartsWith("__memmagics", StringComparison.Ordinal));
        var question = NearestNames.Question(parts[0], visible);
        if (question.Length > 0)
            return question;

        var near = NearestNames.Of(parts[0], InTypes().Select(member => member.Name).Distinct()).Take(3).ToList();
        if (near.Count > 0)
            return $" Did you mean {string.Join(" or ", InTypes().Where(member => near.Contains(member.Name)).Select(Qualified).Distinct().Take(3))}?";

        var elsewhere = _source.LibraryTypes(parts[0]).Select(type => string.Join('.', parts.Skip(1).Prepend(type.ToDisplayString(s_qualified)))).Take(2).ToList();
        return elsewhere.Count == 0 ? "" : $" Did you mean {string.Join(" or ", elsewhere)}?";
    }

    /// <summary>Members and nested types of the notebook's types.</summary>
    private IEnumerable<ISymbol> InTypes() => _source.Types
        .SelectMany(type => type.GetMembers().Where(static member => member is { CanBeReferencedByName: true, IsImplicitlyDeclared: false } and (IMethodSymbol or IPropertySymbol or INamedTypeSymbol)));

    private static string Qualified(ISymbol member) => $"{member.ContainingType.ToDisplayString(s_qualified)}.{member.Name}";

    private static readonly SymbolDisplayFormat s_qualified = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>If the symbol is a type of a library, or a variable of such a type, the type with all its members.</summary>
    private ISymbol Unrestricted(ISymbol symbol) => symbol switch
    {
        INamedTypeSymbol type => _source.WithAllMembers(type),
        IFieldSymbol { Type: INamedTypeSymbol { TypeKind: not TypeKind.Delegate } type } => Library(type) ?? symbol,
        ILocalSymbol { Type: INamedTypeSymbol { TypeKind: not TypeKind.Delegate } type } => Library(type) ?? symbol,
        _ => symbol,
    };

    private INamedTypeSymbol? Library(INamedTypeSymbol type) =>
        _source.WithAllMembers(type) is var all && SymbolEqualityComparer.Default.Equals(all, type) ? null : all;

    private IEnumerable<Target> TargetsOf(ISymbol symbol, string name)
    {
        switch (symbol)
        {
            case IMethodSymbol method:
                return OfMethod(method, name);

            case IPropertySymbol property:
                return new[] { property.GetMethod, property.SetMethod }.OfType<IMethodSymbol>().SelectMany(accessor => OfMethod(accessor, name));

            case IEventSymbol @event:
                return new[] { @event.AddMethod, @event.RemoveMethod }.OfType<IMethodSymbol>().SelectMany(accessor => OfMethod(accessor, name));

            case INamedTypeSymbol type:
                return TargetMembers.AllOf(_source.WithAllMembers(type)).SelectMany(member => OfMethod(member, name)).Concat(LambdasOf(type));

            case IFieldSymbol or ILocalSymbol:
                return OfVariable(symbol, name);

            case INamespaceSymbol:
                throw new MagicException($"'{name}' is a namespace; name a type or a function in it.");

            default:
                return [];
        }
    }

    /// <summary>The lambdas that a type has outside of its functions: in the initialisers of its fields and properties, and in what it passes to its base.</summary>
    private IEnumerable<Target> LambdasOf(INamedTypeSymbol type) =>
        from reference in type.DeclaringSyntaxReferences
        let compilation = _source.CompilationOf(reference.SyntaxTree)
        where compilation is not null
        from node in reference.GetSyntax().DescendantNodes(node => !FunctionTree.IsFunction(node))
        where node is AnonymousFunctionExpressionSyntax
        select new Target.Source(compilation, node);

    private IEnumerable<Target> OfMethod(IMethodSymbol method, string name)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax)
            return _source.CompilationOf(syntax.SyntaxTree) is { } compilation && HasCode(syntax) ? [new Target.Source(compilation, syntax)] : [];

        if (method.ContainingType?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } type)
        {
            var isConstructor = method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor;
            return isConstructor && _source.CompilationOf(type.SyntaxTree) is { } owner ? [new Target.Source(owner, type)] : [];
        }

        if (_source.IsFramework(method.ContainingAssembly))
        {
            throw new MagicException(
                $"'{name}' is part of .NET itself, whose code is not profiled. Profile the function of yours that calls it: the calling line shows what it costs.");
        }

        // A struct's implicit constructor is a symbol without compiled code.
        if (method.IsAbstract || method.IsExtern || method.MetadataToken == 0 || IsCompilers(method))
            return [];

        var path = _source.PathOf(method.ContainingAssembly)
            ?? throw new MagicException($"'{name}' is in '{method.ContainingAssembly.Name}', which the session has from memory; only libraries in files can be profiled.");
        return [new Target.Library(path, method)];
    }

    /// <summary>Whether the compiler generated it: closures, state machines, members of records.</summary>
    private static bool IsCompilers(IMethodSymbol method)
    {
        for (ISymbol symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.Name.StartsWith('<'))
                return true;
        }

        return method.AssociatedSymbol is null
            && method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));
    }

    private static bool HasCode(SyntaxNode syntax) => syntax switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        LocalFunctionStatementSyntax local => local.Body is not null || local.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        _ => true,
    };

    /// <summary>For a variable that holds a delegate: the lambdas or named functions that the source assigns to it.</summary>
    private IEnumerable<Target> OfVariable(ISymbol variable, string name)
    {
        var values = _source.ValuesGivenTo(variable).ToList();
        var targets = values.SelectMany(value => OfValue(value.Compilation, value.Expression, name)).ToList();
        if (targets.Count > 0)
            return targets;

        throw new MagicException(values.Count == 0
            ? $"'{name}' is no function, and no lambda is given to it in this session."
            : TargetMembers.TypeOf(variable) is { TypeKind: not TypeKind.Delegate } type
                ? $"'{name}' is a variable that holds no function; " + (_source.IsFramework(type.ContainingAssembly) ? "name the function that uses it." : $"for all functions of its type: -f {type.ToDisplayString(s_qualified)}")
                : $"'{name}' is a variable whose function is made elsewhere; name that function itself.");
    }

    private IEnumerable<Target> OfValue(Microsoft.CodeAnalysis.Compilation compilation, ExpressionSyntax value, string name)
    {
        var lambdas = value.DescendantNodesAndSelf(node => node is not AnonymousFunctionExpressionSyntax).OfType<AnonymousFunctionExpressionSyntax>().ToList();
        if (lambdas.Count > 0)
            return lambdas.Select(lambda => new Target.Source(compilation, lambda));

        // A function's name, as a method group or as the argument of a delegate's constructor.
        var given = value is ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var only] } ? only.Expression : value;
        return given is not InvocationExpressionSyntax
            && compilation.GetSemanticModel(value.SyntaxTree).GetSymbolInfo(given).Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction } method
            ? OfMethod(method, name)
            : [];
    }

    private string WhyNot(ISymbol symbol) => symbol switch
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
            .Select(Qualified)
            .Distinct()
            .Take(3)
            .ToList();
        return named.Count == 0 ? "" : $" These have code: {string.Join(", ", named)}.";
    }

    private string Deriving(INamedTypeSymbol type)
    {
        var named = DerivingFrom(type).Select(static derived => derived.ToDisplayString(s_qualified)).Distinct().Take(3).ToList();
        return named.Count == 0 ? "" : $" Name a type that derives from it or implements it: {string.Join(", ", named)}.";
    }

    private IEnumerable<INamedTypeSymbol> DerivingFrom(INamedTypeSymbol type) => _source.Types.Where(derived =>
        SymbolEqualityComparer.Default.Equals(derived.BaseType?.OriginalDefinition, type.OriginalDefinition)
        || derived.AllInterfaces.Any(@interface => SymbolEqualityComparer.Default.Equals(@interface.OriginalDefinition, type.OriginalDefinition)));
}
