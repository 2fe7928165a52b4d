using MemMagics.Compilation;
using Microsoft.CodeAnalysis;
using Mono.Cecil;

namespace MemMagics.Instrumentation;

/// <summary>One submission, as compiled code and as source.</summary>
internal sealed class SubmissionCode : IDisposable
{
    private readonly CompiledModule _module;
    private readonly Dictionary<(SyntaxTree, string), MappedText> _texts = [];

    /// <summary>Reads a submission.</summary>
    /// <param name="emitted">Its compiled code.</param>
    /// <param name="compilation">Its source.</param>
    /// <param name="isMeasured">Whether it is the measured one, parts of whose source are generated.</param>
    /// <param name="cellLambda">The lambda that the measured code is compiled as; <see langword="null"/> when it is the submission's own code.</param>
    public SubmissionCode(EmittedSubmission emitted, Microsoft.CodeAnalysis.Compilation compilation, bool isMeasured, SyntaxNode? cellLambda)
    {
        _module = new CompiledModule(emitted.Image, emitted.Symbols, new DefaultAssemblyResolver());
        var trees = compilation.SyntaxTrees.Select(tree => new FunctionTree(tree, cellLambda)).ToList();
        var methods = CompiledModule.MethodsOf(_module.Module.Types);
        Index = new FunctionIndex(
            trees, isMeasured ? methods.Select(method => WithoutPointsIn(MeasuredCompiler.GeneratedDocument, method)) : methods, hasOwnCode: isMeasured && cellLambda is null);
    }

    public FunctionIndex Index { get; }

    public MappedText TextOf(SyntaxTree tree, string document)
    {
        if (!_texts.TryGetValue((tree, document), out var text))
            _texts.Add((tree, document), text = new MappedText(tree, document));

        return text;
    }

    /// <summary>The document with the generated code around the measured code is not the user's source.</summary>
    private static CompiledMethod WithoutPointsIn(string generated, CompiledMethod method)
    {
        return method with { Points = [.. method.Points.Where(point => DocumentNames.Shown(point.Document) != generated)] };
    }

    public void Dispose() => _module.Dispose();
}
