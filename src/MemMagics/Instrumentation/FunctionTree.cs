using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>The functions of one source text, by their place: the way from a compiled method back to what a person wrote.</summary>
internal sealed class FunctionTree
{
    private readonly List<FunctionNode> _nodes = [];
    private readonly Dictionary<SyntaxNode, FunctionNode> _bySyntax = [];

    /// <summary>Reads a syntax tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="cell">The lambda that the measured code was wrapped in, which nobody wrote, and what is around it; <see langword="null"/> when there is none.</param>
    public FunctionTree(SyntaxTree tree, SyntaxNode? cell = null)
    {
        Tree = tree;
        Add(tree.GetRoot(), parent: null, cell);
    }

    public SyntaxTree Tree { get; }

    /// <summary>All functions, each after the one it is written in.</summary>
    public IReadOnlyList<FunctionNode> Nodes => _nodes;

    /// <summary>The function of a syntax node; <see langword="null"/> when it is none.</summary>
    public FunctionNode? Find(SyntaxNode syntax) => _bySyntax.GetValueOrDefault(syntax);

    /// <summary>The innermost function in which a point lies; <see langword="null"/> for code outside of all (a cell's own code, field initialisers).</summary>
    public FunctionNode? Innermost(SourcePoint point)
    {
        FunctionNode? innermost = null;
        foreach (var node in _nodes)
        {
            if (node.Contains(point))
                innermost = node;
        }

        return innermost;
    }

    private void Add(SyntaxNode syntax, FunctionNode? parent, SyntaxNode? cell)
    {
        foreach (var child in syntax.ChildNodes())
        {
            if (!IsFunction(child) || (cell is not null && child.Contains(cell)))
            {
                Add(child, parent, cell);
                continue;
            }

            var node = new FunctionNode(child, parent);
            _nodes.Add(node);
            _bySyntax.Add(child, node);
            Add(child, node, cell);
        }
    }

    private static bool IsFunction(SyntaxNode syntax) => syntax is
        BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax
        or ArrowExpressionClauseSyntax { Parent: BasePropertyDeclarationSyntax };
}
