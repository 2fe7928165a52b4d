using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Compilation;

/// <summary>Checks what the compiler checks of a using declaration.</summary>
internal static class DisposableVariables
{
    public static IEnumerable<Diagnostic> Errors(Microsoft.CodeAnalysis.Compilation compilation, IReadOnlyList<UsingDeclaration> declarations)
    {
        var tree = compilation.SyntaxTrees.Last();
        var model = compilation.GetSemanticModel(tree);
        var declarators = tree.GetRoot().ChildNodes().OfType<FieldDeclarationSyntax>().SelectMany(field => field.Declaration.Variables).ToList();
        foreach (var declaration in declarations)
        {
            if (declarators.Find(candidate => candidate.Identifier.ValueText == declaration.Variable) is { } declarator
                && model.GetDeclaredSymbol(declarator) is IFieldSymbol { Type: var type }
                && !CanBeDisposed(type, declaration.IsAwaited))
                yield return Error(type, declaration.IsAwaited, ((VariableDeclarationSyntax)declarator.Parent!).Type.GetLocation());
        }
    }

    private static bool CanBeDisposed(ITypeSymbol type, bool isAwaited)
    {
        if (type.TypeKind is TypeKind.Error or TypeKind.Dynamic)
            return true;
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        var name = isAwaited ? "System.IAsyncDisposable" : "System.IDisposable";
        return type.AllInterfaces.Append(type).Any(candidate => candidate.ToDisplayString() == name)
            || (isAwaited && Bases(type).SelectMany(candidate => candidate.GetMembers("DisposeAsync")).Any(member => member is IMethodSymbol { DeclaredAccessibility: Accessibility.Public, Parameters.Length: 0 }));
    }

    private static IEnumerable<ITypeSymbol> Bases(ITypeSymbol type)
    {
        for (ITypeSymbol? link = type; link is not null; link = link.BaseType)
            yield return link;
    }

    // The compiler's own ids and words.
    private static Diagnostic Error(ITypeSymbol type, bool isAwaited, Location place) => Diagnostic.Create(
        isAwaited ? "CS8410" : "CS1674",
        "Compiler",
        isAwaited
            ? $"'{type}': type used in an asynchronous using statement must implement 'System.IAsyncDisposable' or implement a suitable 'DisposeAsync' method."
            : $"'{type}': type used in a using statement must implement 'System.IDisposable'.",
        DiagnosticSeverity.Error, DiagnosticSeverity.Error, isEnabledByDefault: true, warningLevel: 0, location: place);
}
