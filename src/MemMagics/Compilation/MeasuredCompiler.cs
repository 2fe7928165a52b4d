using MemMagics.Magics;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Compilation;

/// <summary>Compiles measured code as the next submission of a session, without adding it to the session.</summary>
internal static class MeasuredCompiler
{
    /// <summary>Path of the generated source. Only lines that the user did not write keep it; the others are mapped to the cell.</summary>
    public const string GeneratedDocument = "memmagics-measured.csx";

    /// <summary>Compiles the code of a request.</summary>
    /// <exception cref="MagicException">The code does not compile; the message lists the compiler's errors at the cell's own lines.</exception>
    public static MeasuredSubmission Compile(NotebookSession session, SubmissionChain chain, MeasureRequest request)
    {
        var source = SourceOf(session.State.Script, request);
        IReadOnlyList<Diagnostic>? firstDiagnostics = null;
        foreach (var form in source.Forms())
        {
            var script = Continue(session, session.State.Script, form.Source);
            var compilation = script.GetCompilation();
            if (form.Awaited && source.IsPlainAwait && !ReturnsTask(compilation))
                continue;

            var emitted = SubmissionBuild.Emit(compilation, OptimizationLevel.Release, chain.NextSlot, GeneratedDocument, out var diagnostics);
            if (emitted is not null)
                return new MeasuredSubmission(emitted, compilation, script, MeasuredSource.Method, form.Awaited);

            firstDiagnostics ??= diagnostics;
        }

        throw new MagicException(CompilerMessages.Render(firstDiagnostics!));
    }

    /// <summary>The compiler's diagnostics for the code of a request, at the cell's own lines, as the continuation of a script that need not have run.</summary>
    /// <returns>Empty when the code compiles in one of its forms.</returns>
    public static IReadOnlyList<Diagnostic> Check(NotebookSession session, Script script, MeasureRequest request)
    {
        IReadOnlyList<Diagnostic>? first = null;
        foreach (var form in SourceOf(script, request).Forms())
        {
            IReadOnlyList<Diagnostic> errors = [.. Continue(session, script, form.Source).GetCompilation().GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
            if (errors.Count == 0)
                return [];
            first ??= errors;
        }

        return first ?? [];
    }

    private static MeasuredSource SourceOf(Script script, MeasureRequest request) =>
        new(request.Code, request.Origin, ParsingOf(script));

    /// <summary>How measured code is parsed: as the session's cells, with what a Release build defines.</summary>
    private static CSharpParseOptions ParsingOf(Script script) =>
        SdkDefaults.Of((CSharpParseOptions?)script.GetCompilation().SyntaxTrees.FirstOrDefault()?.Options ?? CSharpParseOptions.Default.WithKind(SourceCodeKind.Script));

    /// <summary>The session's script continued with measured code, and with the references that were added since its last submission.</summary>
    private static Script<object> Continue(NotebookSession session, Script script, string source)
    {
        var options = script.Options
            .WithFilePath(GeneratedDocument)
            .WithFileEncoding(System.Text.Encoding.UTF8)
            .WithEmitDebugInformation(true)
            .WithOptimizationLevel(OptimizationLevel.Release)
            .WithSdkSymbols(ParsingOf(script))
            .AddReferences(session.AddedReferences.Select(path => MetadataReference.CreateFromFile(path)));
        return script.ContinueWith(source, options);
    }

    /// <summary>Whether the lambda returns one of the framework's task types, which a measurement can wait for without an async method of its own.</summary>
    private static bool ReturnsTask(Microsoft.CodeAnalysis.Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Last();
        var lambda = tree.GetRoot().DescendantNodes().OfType<AnonymousFunctionExpressionSyntax>().First();
        var result = ((IMethodSymbol?)compilation.GetSemanticModel(tree).GetSymbolInfo(lambda).Symbol)?.ReturnType;
        return result?.OriginalDefinition.ToDisplayString() is
            "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task<TResult>"
            or "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask<TResult>";
    }
}
