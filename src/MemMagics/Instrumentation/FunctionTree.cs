using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>The functions of one source text, by position: they lead from a compiled method back to its source.</summary>
internal sealed class FunctionTree
{
    private readonly List<FunctionNode> _nodes = [];
    private readonly Dictionary<SyntaxNode, FunctionNode> _bySyntax = [];

    /// <summary>Reads a syntax tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="cell">The generated lambda that wraps the measured code, which like everything around it is not a function of the user; <see langword="null"/> when there is none.</param>
    public FunctionTree(SyntaxTree tree, SyntaxNode? cell = null)
    {
        Tree = tree;
        Add(tree.GetRoot(), parent: null, cell);
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
