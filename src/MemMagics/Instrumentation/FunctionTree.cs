using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>The functions of one source text, by position: they lead from a compiled method back to its source.</summary>
internal sealed class FunctionTree
{
    private readonly List<FunctionNode> _nodes = [];

    /// <summary>The functions whose code is on a line, each after the one it is nested in.</summary>
    private readonly Dictionary<int, List<FunctionNode>> _byLine = [];
    private readonly Dictionary<SyntaxNode, FunctionNode> _bySyntax = [];

    /// <summary>Reads a syntax tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="cell">The generated lambda that wraps the measured code, which like everything around it is not a function of the user; <see langword="null"/> when there is none.</param>
    public FunctionTree(SyntaxTree tree, SyntaxNode? cell = null)
    {
        Tree = tree;
        Add(tree.GetRoot(), cell);
    }

    public SyntaxTree Tree { get; }

    /// <summary>All functions, each after the one it is nested in.</summary>
    public IReadOnlyList<FunctionNode> Nodes => _nodes;

    /// <summary>The function of a syntax node; <see langword="null"/> when the node is not a function.</summary>
    public FunctionNode? Find(SyntaxNode syntax) => _bySyntax.GetValueOrDefault(syntax);

    /// <summary>The innermost function around a sequence point; <see langword="null"/> for code outside of all functions (a cell's own code, field initialisers).</summary>
    public FunctionNode? Innermost(SourcePoint point)
    {
        FunctionNode? innermost = null;
        foreach (var node in _byLine.GetValueOrDefault(point.Line - 1) ?? [])
        {
            if (node.Contains(point))
                innermost = node;
        }

        return innermost;
    }

    /// <summary>The functions nested in a function, at any depth; none when it is not of this tree.</summary>
    public IEnumerable<FunctionNode> Inside(FunctionNode outer) => _bySyntax.GetValueOrDefault(outer.Syntax) == outer
        ? _nodes.Skip(outer.Place + 1).TakeWhile(node => node.IsInside(outer))
        : [];

    private void Add(SyntaxNode root, SyntaxNode? cell)
    {
        var open = new Stack<FunctionNode>();
        foreach (var syntax in root.DescendantNodes())
        {
            if (!IsFunction(syntax) || (cell is not null && syntax.Contains(cell)))
                continue;

            while (open.TryPeek(out var around) && around.Syntax.Span.End <= syntax.SpanStart)
                open.Pop();

            var node = new FunctionNode(syntax, open.TryPeek(out var parent) ? parent : null, _nodes.Count);
            open.Push(node);
            _nodes.Add(node);
            _bySyntax.Add(syntax, node);
            for (var line = node.FirstCodeLine; line <= node.LastCodeLine; line++)
            {
                if (!_byLine.TryGetValue(line, out var nodes))
                    _byLine.Add(line, nodes = []);

                nodes.Add(node);
            }
        }
    }

    /// <summary>Whether a piece of source is compiled to a method of its own.</summary>
    public static bool IsFunction(SyntaxNode syntax) => syntax is
        BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax
        or ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax };
}
