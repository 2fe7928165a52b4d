using MemMagics.Compilation;
using MemMagics.Instrumentation;
using MemMagics.Origins.Code;
using MemMagics.Origins.Events;
using MemMagics.Reports;

namespace MemMagics.Origins.Frames;

/// <summary>Where the code of submissions is written: their images came as bytes, and their symbols stay with the engine.</summary>
internal sealed class NotebookCode : IDisposable
{
    private readonly SessionSource _source;
    private readonly Func<string, EmittedSubmission?> _emitted;
    private readonly Func<string, string?> _documentText;
    private readonly Dictionary<string, Submission?> _submissions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string[]?> _texts = new(StringComparer.Ordinal);

    /// <summary>The code of a session.</summary>
    /// <param name="measured">The measured submission's compilation.</param>
    /// <param name="emitted">Gives the build of a submission that the worker loaded, by its assembly's name; returns <see langword="null"/> for an assembly that is not a submission.</param>
    /// <param name="documentText">The text of a document as its author sees it; <see langword="null"/> for one that is not known.</param>
    public NotebookCode(Microsoft.CodeAnalysis.Compilation measured, Func<string, EmittedSubmission?> emitted, Func<string, string?> documentText)
    {
        _source = new SessionSource(measured);
        _emitted = emitted;
        _documentText = documentText;
    }

    /// <summary>The cell with the measured code, as shown.</summary>
    public string Measured
    {
        get
        {
            var own = Find(_source.Compilation.AssemblyName!)?.Code.Index.CellMethods;
            return DocumentNames.Shown(own is [{ Points: [var first, ..] }, ..] ? first.Document : _source.MeasuredTree.FilePath);
        }
    }

    /// <summary>Whether an assembly is a submission.</summary>
    public bool Has(string assembly) => Find(assembly) is not null;

    /// <summary>A place in a submission; <see langword="null"/> for what the compiler made of nothing that was written.</summary>
    public CodeFrame? Of(CodePlace place)
    {
        var method = place.Method;
        var submission = Find(method.Assembly)!;
        if (submission.Functions.Find(method.Token) is not { } function)
            return OfUnwritten(method);

        var point = function.At(place.Offset);
        var document = (point ?? function.Declaration).Document;
        var name = function.Name ?? MethodNames.OfDefinition(method);
        return new CodeFrame(name, CodeKind.Notebook, DocumentNames.Shown(document), point?.Line)
        {
            Identity = $"{method.Assembly}/{function.Identity}",
            Function = function.Function ?? name,
            Content = point is null ? "" : LineOf(submission, document, point.Value.Line),
            IsOwn = true,
        };
    }

    public void Dispose()
    {
        foreach (var submission in _submissions.Values)
            submission?.Code.Dispose();
    }

    /// <summary>Members of records and the like have a name, but no source. What copies a record belongs to the line with the <c>with</c>.</summary>
    private static CodeFrame? OfUnwritten(MethodCode method)
    {
        var isHidden = method.Name is ".ctor" or ".cctor" or ['<', ..] || RuntimeTypeName.Levels(method.Type, []).Any(level => level.IsGenerated && !level.IsSubmission);
        return isHidden ? null : new CodeFrame(MethodNames.OfDefinition(method), CodeKind.Notebook, null, null) { Identity = $"{method.Assembly}/{method.Token}" };
    }

    private string LineOf(Submission submission, string document, int line)
    {
        if (!_texts.TryGetValue(document, out var lines))
        {
            var text = _documentText(document) ?? _documentText(DocumentNames.Shown(document));
            _texts.Add(document, lines = text?.Split('\n'));
        }

        var content = lines is not null
            ? lines.ElementAtOrDefault(line - 1)
            : submission.Code.Index.Trees.Select(tree => submission.Code.TextOf(tree.Tree, document).Line(line)).FirstOrDefault(content => content is not null);
        return content?.Trim() ?? "";
    }

    private Submission? Find(string assembly)
    {
        if (!_submissions.TryGetValue(assembly, out var submission))
            _submissions.Add(assembly, submission = Read(assembly));

        return submission;
    }

    private Submission? Read(string assembly)
    {
        var compilation = _source.Submissions.FirstOrDefault(compilation => compilation.AssemblyName == assembly);
        if (compilation is null || _emitted(assembly) is not { } emitted)
            return null;

        var isMeasured = compilation == _source.Compilation;
        var code = new SubmissionCode(emitted, compilation, isMeasured, isMeasured ? _source.CellLambda : null);
        return new Submission(code, new WrittenFunctions(code.Index, isNotebook: true));
    }

    private sealed record Submission(SubmissionCode Code, WrittenFunctions Functions);
}
