using MemMagics.Wire;
using MemMagics.Wire.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>The source of a session as the compiler knows it: the measured submission and those before it.</summary>
internal sealed class SessionSource
{
    private readonly List<Microsoft.CodeAnalysis.Compilation> _compilations = [];
    private Microsoft.CodeAnalysis.Compilation? _unrestricted;
    private IReadOnlyList<INamedTypeSymbol>? _types;

    /// <summary>Reads a chain of submissions.</summary>
    /// <param name="compilation">The measured submission's compilation.</param>
    public SessionSource(Microsoft.CodeAnalysis.Compilation compilation)
    {
        Compilation = compilation;
        MeasuredTree = compilation.SyntaxTrees.Last(); // those that #load brought come first
        CellLambda = MeasuredTree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .FirstOrDefault(method => method.Identifier.ValueText == MeasuredCode.Method)?
            .ExpressionBody?.Expression as AnonymousFunctionExpressionSyntax;
        for (var link = compilation; link is not null; link = link.ScriptCompilationInfo?.PreviousScriptCompilation)
            _compilations.Add(link);
    }

    /// <summary>The measured submission.</summary>
    public Microsoft.CodeAnalysis.Compilation Compilation { get; }

    public SyntaxTree MeasuredTree { get; }

    /// <summary>The lambda that the measured code is compiled as; <see langword="null"/> when it is the submission's own code.</summary>
    public AnonymousFunctionExpressionSyntax? CellLambda { get; }

    /// <summary>The submissions, the measured one first.</summary>
    public IReadOnlyList<Microsoft.CodeAnalysis.Compilation> Submissions => _compilations;

    /// <summary>The submission that a tree is part of; <see langword="null"/> when there is none.</summary>
    public Microsoft.CodeAnalysis.Compilation? CompilationOf(SyntaxTree tree) => _compilations.FirstOrDefault(compilation => compilation.ContainsSyntaxTree(tree));

    /// <summary>How many submissions ago a symbol was declared: 0 for the measured submission; the number of submissions for a symbol without source.</summary>
    public int AgeOf(ISymbol symbol)
    {
        var age = symbol.DeclaringSyntaxReferences.FirstOrDefault() is { SyntaxTree: var tree }
            ? _compilations.FindIndex(compilation => compilation.ContainsSyntaxTree(tree))
            : -1;
        return age >= 0 ? age : _compilations.Count;
    }

    /// <summary>Path of a referenced library; <see langword="null"/> when it was loaded from memory.</summary>
    public string? PathOf(IAssemblySymbol assembly) =>
        (Compilation.GetMetadataReference(assembly) as PortableExecutableReference
            ?? _compilations.Append(_unrestricted).Select(link => link?.GetMetadataReference(assembly)).OfType<PortableExecutableReference>().FirstOrDefault())?.FilePath;

    /// <summary>The same type including its private and internal members, which the session's symbols of library types lack.</summary>
    public INamedTypeSymbol WithAllMembers(INamedTypeSymbol type)
    {
        var definition = type.OriginalDefinition;
        if (definition.ContainingAssembly is not { } assembly || assembly is ISourceAssemblySymbol || IsFramework(assembly) || PathOf(assembly) is not { } path)
            return type;

        _unrestricted ??= Unrestricted();
        var reference = _unrestricted.References.OfType<PortableExecutableReference>().First(reference => reference.FilePath == path);
        return (_unrestricted.GetAssemblyOrModuleSymbol(reference) as IAssemblySymbol)?.GetTypeByMetadataName(MetadataName(definition)) ?? type;
    }

    /// <summary>Whether an assembly is of the shared framework (<c>Microsoft.NETCore.App</c>, <c>Microsoft.AspNetCore.App</c>).</summary>
    public bool IsFramework(IAssemblySymbol assembly) =>
        PathOf(assembly) is { } path
            ? DotnetHost.IsOfFramework(path)
            : assembly.Name is "System.Private.CoreLib" or "System.Runtime" or "netstandard" or "mscorlib";

    /// <summary>Types of that name in the referenced libraries, without the framework's.</summary>
    public IEnumerable<INamedTypeSymbol> LibraryTypes(string name) =>
        Compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => !IsFramework(assembly) && assembly.TypeNames.Contains(name))
            .SelectMany(assembly => TypesIn(assembly.GlobalNamespace, name));

    /// <summary>The types that the session's source declares, nested ones included, each in its newest form.</summary>
    public IEnumerable<INamedTypeSymbol> Types => _types ??=
    [
        .. _compilations.SelectMany(compilation => compilation.SyntaxTrees.SelectMany(tree => TypesIn(compilation, tree))).DistinctBy(type => type.ToDisplayString()),
    ];

    /// <summary>The types of the referenced libraries, private ones included, without the framework's and the compiler's.</summary>
    public IEnumerable<INamedTypeSymbol> AllLibraryTypes
    {
        get
        {
            _unrestricted ??= Unrestricted();
            return _unrestricted.SourceModule.ReferencedAssemblySymbols
                .Where(assembly => !IsFramework(assembly) && PathOf(assembly) is not null)
                .SelectMany(assembly => TypesIn(assembly.GlobalNamespace));
        }
    }

    /// <summary>All types of a library, private ones and the compiler's included. Empty when the session does not refer to it.</summary>
    public IEnumerable<INamedTypeSymbol> TypesOf(string path)
    {
        _unrestricted ??= Unrestricted();
        return _unrestricted.References.OfType<PortableExecutableReference>().FirstOrDefault(reference => reference.FilePath == path) is { } found
            && _unrestricted.GetAssemblyOrModuleSymbol(found) is IAssemblySymbol assembly
                ? EveryTypeIn(assembly.GlobalNamespace)
                : [];
    }

    private static IEnumerable<INamedTypeSymbol> EveryTypeIn(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(static member => member is INamedTypeSymbol type ? EveryTypeIn(member).Prepend(type) : EveryTypeIn(member));

    /// <summary>The expressions that the source assigns to a variable: its initialiser and every assignment.</summary>
    public IEnumerable<(Microsoft.CodeAnalysis.Compilation Compilation, ExpressionSyntax Expression)> ValuesGivenTo(ISymbol variable)
    {
        foreach (var compilation in _compilations)
        {
            foreach (var tree in compilation.SyntaxTrees)
            {
                var model = compilation.GetSemanticModel(tree);
                foreach (var node in tree.GetRoot().DescendantNodes())
                {
                    switch (node)
                    {
                        case VariableDeclaratorSyntax { Initializer.Value: var value } declarator
                            when declarator.Identifier.ValueText == variable.Name && IsSame(model.GetDeclaredSymbol(declarator), variable):
                            yield return (compilation, value);
                            break;

                        case AssignmentExpressionSyntax assignment
                            when assignment.Left.ToString().EndsWith(variable.Name, StringComparison.Ordinal) && IsSame(model.GetSymbolInfo(assignment.Left).Symbol, variable):
                            yield return (compilation, assignment.Right);
                            break;
                    }
                }
            }
        }
    }

    private Microsoft.CodeAnalysis.CSharp.CSharpCompilation Unrestricted() => Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(
        "names",
        references: _compilations.SelectMany(link => link.References.Concat(link.DirectiveReferences)).OfType<PortableExecutableReference>()
            .DistinctBy(reference => reference.FilePath ?? reference.Display, StringComparer.Ordinal),
        options: new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.All));

    private static string MetadataName(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{MetadataName(outer)}+{type.MetadataName}"
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? $"{space.ToDisplayString()}.{type.MetadataName}" : type.MetadataName;

    private static bool IsSame(ISymbol? symbol, ISymbol variable) =>
        SymbolEqualityComparer.Default.Equals(symbol, variable)
        || (symbol?.DeclaringSyntaxReferences.FirstOrDefault() is { } reference
            && variable.DeclaringSyntaxReferences.FirstOrDefault() is { } other
            && reference.SyntaxTree == other.SyntaxTree && reference.Span == other.Span);

    private static IEnumerable<INamedTypeSymbol> TypesIn(Microsoft.CodeAnalysis.Compilation compilation, SyntaxTree tree)
    {
        var declarations = tree.GetRoot().DescendantNodes(static node => node is not (BaseMethodDeclarationSyntax or StatementSyntax or ExpressionSyntax))
            .OfType<TypeDeclarationSyntax>().ToList();
        var model = declarations.Count > 0 ? compilation.GetSemanticModel(tree) : null;
        return declarations.Select(declaration => model!.GetDeclaredSymbol(declaration)).OfType<INamedTypeSymbol>().Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default);
    }

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().Where(static member => !member.Name.StartsWith('<'))
            .SelectMany(static member => member is INamedTypeSymbol type ? TypesIn(member).Prepend(type) : TypesIn(member));

    private static IEnumerable<INamedTypeSymbol> TypesIn(INamespaceSymbol @namespace, string name) =>
        @namespace.GetTypeMembers(name).Concat(@namespace.GetNamespaceMembers().SelectMany(inner => TypesIn(inner, name)));
}
