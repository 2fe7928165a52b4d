using MemMagics.Compilation;
using Microsoft.CodeAnalysis;
using Mono.Cecil;

namespace MemMagics.Instrumentation;

/// <summary>One submission, as compiled code and as source.</summary>
internal sealed class SubmissionCode : IDisposable
{
    private readonly CompiledModule _module;
    private readonly Dictionary<(SyntaxTree, string), MappedText> _texts = [];

    public SubmissionCode(EmittedSubmission emitted, Microsoft.CodeAnalysis.Compilation compilation, SyntaxNode? cellLambda)
    {
        _module = new CompiledModule(emitted.Image, emitted.Symbols, new DefaultAssemblyResolver());
        var trees = compilation.SyntaxTrees.Select(tree => new FunctionTree(tree, cellLambda)).ToList();
        var methods = CompiledModule.MethodsOf(_module.Module.Types);
        Index = new FunctionIndex(trees, cellLambda is null ? methods : methods.Select(method => WithoutPointsIn(cellLambda.SyntaxTree.FilePath, method)));
    }

    public FunctionIndex Index { get; }

    public MappedText TextOf(SyntaxTree tree, string document)
    {
        if (!_texts.TryGetValue((tree, document), out var text))
            _texts.Add((tree, document), text = new MappedText(tree, document));

        return text;
    }

    /// <summary>The document with the generated code around the cell's lambda is not the user's source.</summary>
    private static CompiledMethod WithoutPointsIn(string generated, CompiledMethod method)
    {
        var shown = DocumentNames.Shown(generated);
        return method with { Points = [.. method.Points.Where(point => DocumentNames.Shown(point.Document) != shown)] };
    }

    public void Dispose() => _module.Dispose();
}
