using System.Globalization;
using MemMagics.Cli.Scripting;
using MemMagics.Magics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MemMagics.Cli.Converting;

/// <summary>Compiles the file as the SDK will, so that what is wrong with it is known before anybody builds it.</summary>
/// <param name="references">Paths of the assemblies that it refers to, the framework's not included.</param>
internal sealed class FileCheck(IReadOnlyList<string> references)
{
    private static readonly CSharpParseOptions s_parsing = new CSharpParseOptions(CSharpText.Language, preprocessorSymbols: CSharpText.PreprocessorSymbols)
        .WithFeatures([new KeyValuePair<string, string>("FileBasedProgram", "true")]);

    // What the SDK imports everywhere in a console program.
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private readonly IReadOnlyList<MetadataReference> _references = [.. FrameworkReferences.All, .. references.Distinct().Where(File.Exists).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>What the compiler has to say: errors, and usings that nothing needs.</summary>
    public IReadOnlyList<Diagnostic> Compile(string text, CancellationToken cancellationToken)
    {
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Annotations, allowUnsafe: true, optimizationLevel: OptimizationLevel.Release);
        var compilation = CSharpCompilation.Create("app", [CSharpSyntaxTree.ParseText(text, s_parsing, cancellationToken: cancellationToken), CSharpSyntaxTree.ParseText(ImplicitUsings, s_parsing, cancellationToken: cancellationToken)], _references, options);
        return [.. compilation.GetDiagnostics(cancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error || diagnostic.Id == "CS8019")];
    }

    /// <summary>The name that a message is about: the first one in quotes.</summary>
    public static string? NameIn(Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture).Split('\'') is [_, var name, _, ..] ? name : null;
}
