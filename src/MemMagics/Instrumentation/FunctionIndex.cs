using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>Which compiled methods belong to which function of the source, found by where their points lie.</summary>
internal sealed class FunctionIndex
{
    private readonly Dictionary<FunctionNode, List<CompiledMethod>> _byNode = [];
    private readonly List<CompiledMethod> _cell = [];
    private readonly List<CompiledMethod> _constructors = [];

    public FunctionIndex(IReadOnlyList<FunctionTree> trees, IEnumerable<CompiledMethod> methods)
    {
        Trees = trees;
        foreach (var method in methods)
        {
            if (method.Points.Count > 0 && !IsTopLevelCode(method) && !method.IsCopyConstructor)
                Place(method);
        }
    }

    public IReadOnlyList<FunctionTree> Trees { get; }

    /// <summary>Methods of the cell's own code, outside of every function.</summary>
    public IReadOnlyList<CompiledMethod> CellMethods => _cell;

    /// <summary>Constructors that nobody wrote as such: default and primary ones, with the field initialisers.</summary>
    public IReadOnlyList<CompiledMethod> UnwrittenConstructors => _constructors;

    /// <summary>The function that a syntax node is; <see langword="null"/> when it is none.</summary>
    public FunctionNode? Find(SyntaxNode syntax)
    {
        // Roslyn names the arrow as the declaration of an expression-bodied getter; the rest are the nodes themselves.
        var function = syntax is BasePropertyDeclarationSyntax ? syntax.ChildNodes().OfType<ArrowExpressionClauseSyntax>().FirstOrDefault() ?? syntax : syntax;
        return Trees.Select(tree => tree.Find(function)).FirstOrDefault(node => node is not null);
    }

    /// <summary>The methods that a function was compiled to: itself (or its state machine), and its query clauses and iterator finallies.</summary>
    public IReadOnlyList<CompiledMethod> MethodsOf(FunctionNode node) => _byNode.GetValueOrDefault(node) ?? [];

    /// <summary>The functions written inside a function, at any depth.</summary>
    public IEnumerable<FunctionNode> Inside(FunctionNode node) =>
        Trees.SelectMany(tree => tree.Nodes).Where(inner => IsInside(inner, node));

    public static bool IsInside(FunctionNode inner, FunctionNode outer)
    {
        for (var node = inner.Parent; node is not null; node = node.Parent)
        {
            if (node == outer)
                return true;
        }

        return false;
    }

    /// <summary>A submission's own statements: those of earlier cells do not run, and the measured cell's are in a lambda. (Its last point spans the whole file.)</summary>
    private static bool IsTopLevelCode(CompiledMethod method) => method.KickOff?.Name == "<Initialize>";

    private void Place(CompiledMethod method)
    {
        // A constructor's first points are its type's field initialisers, which lie outside of it.
        var node = method.Points
            .Take(method.IsConstructor ? method.Points.Count : 1)
            .Select(point => Trees.Select(tree => tree.Innermost(point)).FirstOrDefault(node => node is not null))
            .FirstOrDefault(node => node is not null);

        if (node is null)
            (method.IsConstructor ? _constructors : _cell).Add(method);
        else if (_byNode.TryGetValue(node, out var methods))
            methods.Add(method);
        else
            _byNode.Add(node, [method]);
    }
}
