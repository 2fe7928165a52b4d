using MemMagics.Magics;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;

namespace MemMagics.Compilation;

/// <summary>Compiles measured code as the next submission of a session, without adding it to the session.</summary>
internal static class MeasuredCompiler
{
    /// <summary>Path of the generated source. Only lines that the user did not write keep it; the others are mapped to the cell.</summary>
    public const string GeneratedDocument = "memmagics-measured.csx";

    private const string NotAStatement = "CS0201";

    /// <summary>Compiles the code of a request.</summary>
    /// <exception cref="MagicException">The code does not compile; the message lists the compiler's errors at the cell's own lines.</exception>
    public static MeasuredSubmission Compile(NotebookSession session, SubmissionChain chain, MeasureRequest request)
    {
        var source = SourceOf(session.State.Script, request);
        var failed = new List<IReadOnlyList<Diagnostic>>();
        foreach (var form in request.CodeIsDelegate ? [MeasuredSource.OfDelegate(request.Code)] : source.Forms())
        {
            var script = Continue(session, session.State.Script, form.Source);
            var compilation = script.GetCompilation();
            var emitted = SubmissionBuild.Emit(compilation, OptimizationLevel.Release, chain.NextSlot, GeneratedDocument, out var diagnostics);
            if (emitted is not null && (form.IsCell || !MistakenNames.In(compilation)))
                return new MeasuredSubmission(session.Program is { } program ? ProgramAccess.Grant(emitted, program.Code) : emitted, compilation, script, form);

            failed.Add(diagnostics);
        }

        // Nobody has written the source for a delegate: its errors are of the variable that it is in.
        var errors = request.CodeIsDelegate ? failed[0] : ErrorsOf(source, failed);
        throw new MagicException(session.Program is { } measured && ClosedFunctions.In(errors, measured.Code) is { } closed ? closed : CompilerMessages.Render(errors) + Hint(source, errors));
    }

    /// <summary>The compiler's diagnostics for the code of a request, at the cell's own lines, as the continuation of a script that need not have run.</summary>
    /// <returns>Empty when the code compiles in one of its forms, or has a directive that stops it before.</returns>
    public static IReadOnlyList<Diagnostic> Check(NotebookSession session, Script script, MeasureRequest request)
    {
        MeasuredSource source;
        try
        {
            source = SourceOf(script, request);
        }
        catch (MagicException)
        {
            return [];
        }

        var failed = new List<IReadOnlyList<Diagnostic>>();
        foreach (var form in source.Forms())
        {
            var diagnostics = Continue(session, script, form.Source).GetCompilation().GetDiagnostics();
            if (diagnostics.All(diagnostic => diagnostic.Severity != DiagnosticSeverity.Error))
                return [];
            failed.Add(diagnostics);
        }

        return ErrorsOf(source, failed);
    }

    /// <summary>
    /// The errors of the last form, which is a cell, at the cell's own places. But it has some that a lambda has not, of a local variable of type
    /// <c>Span</c> for one: so those that the first form has, too, are the ones to mend. If there are none of these, all of the cell's.
    /// </summary>
    private static IReadOnlyList<Diagnostic> ErrorsOf(MeasuredSource source, List<IReadOnlyList<Diagnostic>> failed)
    {
        if (source.SyntaxErrors.Count > 0)
            return source.SyntaxErrors;

        var first = Placed(failed[0]);
        var ofCell = Placed(failed[^1]);
        var common = ofCell.Where(error => first.Any(other => other.Id == error.Id && other.Location.GetLineSpan() == error.Location.GetLineSpan())).ToList();
        return common.Count > 0 ? common : ofCell.Count > 0 ? ofCell : first;

        // Errors of generated code follow from those of the author's.
        List<Diagnostic> Placed(IReadOnlyList<Diagnostic> diagnostics)
        {
            var errors = diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
            var own = errors.Where(error => !MeasuredSource.IsGenerated(error)).ToList();
            return (own.Count > 0 || ReferenceEquals(diagnostics, failed[^1]) ? own : errors).ConvertAll(source.AtOwnPlace);
        }
    }

    /// <summary>What is worth knowing of <c>new byte[100];</c>, which is no statement, but is an expression.</summary>
    private static string Hint(MeasuredSource source, IReadOnlyList<Diagnostic> errors) =>
        source.LastExpression is { SemicolonToken.IsMissing: false } last
        && errors.Any(error => error.Id == NotAStatement && error.Location.SourceSpan.Length == last.Expression.Span.Length)
            ? "\nWithout the semicolon at its end it is the result of the code, and is measured."
            : "";

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
}
