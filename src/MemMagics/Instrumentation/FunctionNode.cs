using MemMagics.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace MemMagics.Instrumentation;

/// <summary>A piece of source that is compiled to a method of its own: a method, accessor, constructor, local function, lambda.</summary>
internal sealed class FunctionNode
{
    private readonly LinePositionSpan _code;
    private readonly string _shownDocument;

    public FunctionNode(SyntaxNode syntax, FunctionNode? parent, int place)
    {
        Syntax = syntax;
        Parent = parent;
        Place = place;
        var mapped = syntax.SyntaxTree.GetMappedLineSpan(syntax.Span);
        Document = mapped.Path;
        _shownDocument = Document.Length == 0 ? "" : DocumentNames.Shown(Document);
        Start = mapped.Span.Start;
        End = mapped.Span.End;

        // "x => y => x + y": the outer lambda's only sequence point begins where the inner lambda begins, which is before the inner body.
        var body = syntax is AnonymousFunctionExpressionSyntax lambda ? lambda.Body : syntax;
        _code = syntax.SyntaxTree.GetMappedLineSpan(body.Span).Span;
    }

    public SyntaxNode Syntax { get; }

    /// <summary>The function it is nested in; <see langword="null"/> when it is a member of a type or of the cell.</summary>
    public FunctionNode? Parent { get; }

    /// <summary>Its place among the functions of its source text, each of which comes after the one it is nested in.</summary>
    public int Place { get; }

    public int FirstCodeLine => _code.Start.Line;

    public int LastCodeLine => _code.End.Line;

    /// <summary>Path of its document according to the source; empty when the source has none.</summary>
    public string Document { get; }

    /// <summary>First and last position as its author sees them (<c>#line</c> applied), counted from 0.</summary>
    public LinePosition Start { get; }

    /// <inheritdoc cref="Start"/>
    public LinePosition End { get; }

    public bool Contains(SourcePoint point)
    {
        var position = new LinePosition(point.Line - 1, point.Column - 1);
        return _code.Start <= position && position < _code.End && (Document.Length == 0 || Document == point.Document || _shownDocument == DocumentNames.Shown(point.Document));
    }

    /// <summary>The function around it that no other is around; itself when it is not nested.</summary>
    public FunctionNode Outermost => Parent?.Outermost ?? this;

    public bool IsInside(FunctionNode outer)
    {
        for (var node = Parent; node is not null; node = node.Parent)
        {
            if (node == outer)
                return true;
        }

        return false;
    }
}
