using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>Where the code of a named symbol is: in the notebook's source, or in a library.</summary>
internal sealed class TargetCode(SessionSource source)
{
    /// <summary>The functions that a symbol stands for, as it is written. Empty when it has no code.</summary>
    /// <param name="symbol">A function, a type, or a variable that holds a function.</param>
    /// <param name="name">The name given to <c>-f</c>, for messages.</param>
    /// <exception cref="MagicException">Its code cannot be profiled.</exception>
    public IEnumerable<Target> Of(ISymbol symbol, string name)
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
                return TargetMembers.AllOf(source.WithAllMembers(type)).SelectMany(member => OfMethod(member, name))
                    .Select(target => target is Target.Library library ? library with { IsOneOfAll = true } : target)
                    .Concat(LambdasOf(type));

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
        let compilation = source.CompilationOf(reference.SyntaxTree)
        where compilation is not null
        from node in reference.GetSyntax().DescendantNodes(node => !FunctionTree.IsFunction(node))
        where node is AnonymousFunctionExpressionSyntax
        select new Target.Source(compilation, node);

    /// <inheritdoc cref="Of"/>
    public IEnumerable<Target> OfMethod(IMethodSymbol method, string name)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax)
            return source.CompilationOf(syntax.SyntaxTree) is { } compilation && HasCode(syntax) ? [new Target.Source(compilation, syntax) { IsStaticConstructor = method.MethodKind == MethodKind.StaticConstructor }] : [];

        if (method.ContainingType?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } type)
        {
            var isConstructor = method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor;
            return isConstructor && source.CompilationOf(type.SyntaxTree) is { } owner ? [new Target.Source(owner, type) { IsStaticConstructor = method.MethodKind == MethodKind.StaticConstructor }] : [];
        }

        if (source.IsFramework(method.ContainingAssembly))
        {
            throw new MagicException(
                $"'{name}' is part of .NET itself, whose code is not profiled. Profile the function of yours that calls it: the calling line shows what it costs.");
        }

        // A struct's implicit constructor is a symbol without compiled code.
        if (method.IsAbstract || method.IsExtern || method.MetadataToken == 0 || IsCompilers(method))
            return [];

        var path = source.PathOf(method.ContainingAssembly)
            ?? throw new MagicException($"'{name}' is in '{method.ContainingAssembly.Name}', which the session has from memory; only libraries in files can be profiled.");
        return [new Target.Library(path, method)];
    }

    /// <summary>Whether the compiler generated it: closures, state machines, members of records.</summary>
    public static bool IsCompilers(IMethodSymbol method)
    {
        for (ISymbol symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol.Name.StartsWith('<'))
                return true;
        }

        return (method.AssociatedSymbol ?? method).GetAttributes().Any(attribute => attribute.AttributeClass?.Name == nameof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));
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
        var values = source.ValuesGivenTo(variable).ToList();
        var targets = values.SelectMany(value => OfValue(value.Compilation, value.Expression, name)).ToList();
        if (targets.Count > 0)
            return targets;

        throw new MagicException(values.Count == 0
            ? $"'{name}' is no function, and no lambda is given to it in this session."
            : TargetMembers.TypeOf(variable) is { TypeKind: not TypeKind.Delegate } type
                ? $"'{name}' is a variable that holds no function; " + (source.IsFramework(type.ContainingAssembly) ? "name the function that uses it." : $"for all functions of its type: -f {type.ToDisplayString(TargetHints.Qualified)}")
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
}
