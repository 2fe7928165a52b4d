using MemMagics.Hosting.Building;
using MemMagics.Magics;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Cli.Programs;

/// <summary>The names that an expression in a program's context can use: those that its source files can, and all of its own types.</summary>
internal sealed class ProgramScope
{
    private readonly CSharpCompilation _program;
    private readonly ProgramAssembly _code;
    private readonly List<UsingDirectiveSyntax> _usings;
    private readonly IReadOnlyList<string> _others;

    /// <param name="built">The program.</param>
    /// <param name="code">Its assembly.</param>
    /// <param name="references">That, and all that it refers to.</param>
    public ProgramScope(BuiltProgram built, ProgramAssembly code, IEnumerable<MetadataReference> references)
    {
        _code = code;
        _program = CSharpCompilation.Create("scope", references: references);

        // What one file imports is meant where there is one file. In several, the same name may mean several things.
        _usings = [.. built.Sources.SelectMany(static path => UsingsOf(path)).Where(directive => built.Sources.Count == 1 || directive.GlobalKeyword.RawKind != 0)];
        _others = [.. built.Usings.Where(static import => !IsNamespace(import)).Select(static import => $"using {import};")];
        Imports =
        [
            .. built.Usings.Where(IsNamespace).Concat(code.Namespaces).Distinct().Where(name => Namespace(name) is not null),
            .. code.EntryPoint is { } entry ? [entry.Type] : Array.Empty<string>(),
        ];
    }

    /// <summary>Namespaces, and the type whose static members are in sight.</summary>
    public IReadOnlyList<string> Imports { get; }

    /// <summary>Using directives: those of the source, and one for each type of the program whose name an imported namespace has, too.</summary>
    public string Directives => string.Concat(_usings.Select(Written).Concat(_others).Concat(Aliases()).Distinct());

    /// <summary>Whether it is not <c>static System.Math</c> or <c>Text = System.Text.StringBuilder</c>.</summary>
    private static bool IsNamespace(string import) => !import.Contains(' ') && !import.Contains('=');

    private IEnumerable<string> Aliases()
    {
        var imported = Imports.Except(_code.Namespaces).Concat(_usings.Where(static directive => directive.Alias is null && directive.StaticKeyword.RawKind == 0).Select(static directive => directive.Name!.ToString()))
            .Select(Namespace).OfType<INamespaceSymbol>().ToList();
        return _code.Namespaces.Select(Namespace).OfType<INamespaceSymbol>()
            .SelectMany(space => space.GetTypeMembers().Where(type => type.ContainingAssembly.Name == _code.Name && type is { Arity: 0, CanBeReferencedByName: true }))
            .GroupBy(static type => type.Name)
            .Where(same => same.Count() == 1 && imported.Any(space => space.GetTypeMembers(same.Key, 0).Length > 0))
            .Select(same => $"using {same.Key} = {same.Single().ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)};");
    }

    private INamespaceSymbol? Namespace(string name)
    {
        INamespaceSymbol? space = _program.GlobalNamespace;
        foreach (var part in name.Split('.'))
            space = space?.GetNamespaceMembers().FirstOrDefault(member => member.Name == part);
        return space;
    }

    private static string Written(UsingDirectiveSyntax directive) =>
        directive.WithGlobalKeyword(default).WithoutTrivia().NormalizeWhitespace().ToFullString();

    private static IEnumerable<UsingDirectiveSyntax> UsingsOf(string path)
    {
        try
        {
            return CSharpSyntaxTree.ParseText(File.ReadAllText(path), new CSharpParseOptions(CSharpText.Language)).GetCompilationUnitRoot().Usings;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // it was built, but has gone since
        }
    }
}
