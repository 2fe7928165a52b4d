using MemMagics.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Instrumentation;

/// <summary>A piece of source that is compiled to a method of its own: a method, accessor, constructor, local function, lambda.</summary>
internal sealed class FunctionNode
{
    private readonly LinePositionSpan _code;

    public FunctionNode(SyntaxNode syntax, FunctionNode? parent)
    {
        Syntax = syntax;
        Parent = parent;
        var mapped = syntax.SyntaxTree.GetMappedLineSpan(syntax.Span);
        Document = mapped.Path;
        Start = mapped.Span.Start;
        End = mapped.Span.End;

        // "x => y => x + y": the outer lambda's only sequence point begins where the inner lambda begins, which is before the inner body.
        var body = syntax is AnonymousFunctionExpressionSyntax lambda ? lambda.Body : syntax;
        _code = syntax.SyntaxTree.GetMappedLineSpan(body.Span).Span;
    }

    public SyntaxNode Syntax { get; }

    /// <summary>The function it is nested in; <see langword="null"/> when it is a member of a type or of the cell.</summary>
    public FunctionNode? Parent { get; }

    /// <summary>Path of its document according to the source; empty when the source has none.</summary>
    public string Document { get; }

    /// <summary>First and last position as its author sees them (<c>#line</c> applied), counted from 0.</summary>
    public LinePosition Start { get; }

    /// <inheritdoc cref="Start"/>
    public LinePosition End { get; }

    public bool Contains(SourcePoint point)
    {
        var position = new LinePosition(point.Line - 1, point.Column - 1);
        return _code.Start <= position && position < _code.End && (Document.Length == 0 || DocumentNames.Shown(Document) == DocumentNames.Shown(point.Document));
    }
}
