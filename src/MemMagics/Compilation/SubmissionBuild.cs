using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Compilation;

/// <summary>Emits a submission's compilation for workers, with portable symbols: in Release, as shipped code is built, or at the notebook's own level.</summary>
internal static class SubmissionBuild
{
    private static readonly EmitOptions s_options = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <summary>Emits a compilation.</summary>
    /// <param name="compilation">A submission's compilation, as the host made it.</param>
    /// <param name="level">Release, or the compilation's own.</param>
    /// <param name="slot">The submission's slot.</param>
    /// <param name="fallbackDocument">Name for a syntax tree that has none (.NET Interactive gives its cells none).</param>
    /// <param name="diagnostics">The compiler's diagnostics.</param>
    /// <returns>The submission; <see langword="null"/> when it has errors.</returns>
    public static EmittedSubmission? Emit(
        Microsoft.CodeAnalysis.Compilation compilation, OptimizationLevel level, int slot, string fallbackDocument, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var built = WithTrees(WithTrees(WithSymbolSources(WithLevel(compilation, level), fallbackDocument), SdkDefaults.Of), LongLines.Readable);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = built.Emit(image, symbols, options: s_options);
        diagnostics = result.Diagnostics;
        return result.Success
            ? new EmittedSubmission(
                built.AssemblyName!, built.ScriptClass!.MetadataName, slot, image.ToArray(), symbols.ToArray())
            : null;
    }

    private static Microsoft.CodeAnalysis.Compilation WithLevel(Microsoft.CodeAnalysis.Compilation compilation, OptimizationLevel level) =>
        compilation.Options.OptimizationLevel == level
            ? compilation
            : compilation.WithOptions(((CSharpCompilationOptions)compilation.Options).WithOptimizationLevel(level));

    private static Microsoft.CodeAnalysis.Compilation WithTrees(Microsoft.CodeAnalysis.Compilation compilation, Func<SyntaxTree, SyntaxTree> other)
    {
        foreach (var tree in compilation.SyntaxTrees)
        {
            if (other(tree) is var changed && changed != tree)
                compilation = compilation.ReplaceSyntaxTree(tree, changed);
        }

        return compilation;
    }

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
