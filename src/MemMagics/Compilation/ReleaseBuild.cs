using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>Emits a submission's compilation the way shipped code is built: Release, with portable symbols.</summary>
internal static class ReleaseBuild
{
    private static readonly EmitOptions s_options = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <summary>Emits a compilation.</summary>
    /// <param name="compilation">A submission's compilation, as the host made it.</param>
    /// <param name="slot">The submission's slot.</param>
    /// <param name="fallbackDocument">Name for a syntax tree that has none (.NET Interactive gives its cells none).</param>
    /// <param name="diagnostics">What the compiler said.</param>
    /// <returns>The submission; <see langword="null"/> when it has errors.</returns>
    public static EmittedSubmission? Emit(
        Microsoft.CodeAnalysis.Compilation compilation, int slot, string fallbackDocument, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var release = WithSymbolSources(Optimized(compilation), fallbackDocument);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = release.Emit(image, symbols, options: s_options);
        diagnostics = result.Diagnostics;
        return result.Success
            ? new EmittedSubmission(
                release.AssemblyName!, release.ScriptClass!.MetadataName, slot, image.ToArray(), symbols.ToArray())
            : null;
    }

    private static Microsoft.CodeAnalysis.Compilation Optimized(Microsoft.CodeAnalysis.Compilation compilation) =>
        compilation.Options.OptimizationLevel == OptimizationLevel.Release
            ? compilation
            : compilation.WithOptions(((CSharpCompilationOptions)compilation.Options).WithOptimizationLevel(OptimizationLevel.Release));

    /// <summary>Symbols need a path and an encoding for each tree, which in-memory cells may lack. Trees that <c>#load</c> brought have both.</summary>
    private static Microsoft.CodeAnalysis.Compilation WithSymbolSources(Microsoft.CodeAnalysis.Compilation compilation, string fallbackDocument)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (tree.FilePath.Length > 0 && tree.Encoding is not null)
                continue;

            var text = SourceText.From(tree.GetText().ToString(), Encoding.UTF8);
            var path = tree.FilePath.Length > 0 ? tree.FilePath : fallbackDocument;
            compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)tree.Options, path));
        }

        return compilation;
    }
}
