using MemMagics.Wire;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MemMagics.Instrumentation;

/// <summary>Which compiled methods belong to which function of the source, found by the positions of their sequence points.</summary>
internal sealed class FunctionIndex
{
    private readonly Dictionary<FunctionNode, List<CompiledMethod>> _byNode = [];
    private readonly List<CompiledMethod> _cell = [];
    private readonly List<CompiledMethod> _constructors = [];
    private readonly List<(CompiledMethod Method, FunctionNode? Node)> _initializerLambdas = [];

    /// <summary>Places methods.</summary>
    /// <param name="trees">The source.</param>
    /// <param name="methods">The compiled methods.</param>
    /// <param name="hasOwnCode">Whether a submission's top-level code counts. That of earlier cells does not run, and that of the measured one may be in a lambda. (Its last sequence point spans the whole file.)</param>
    public FunctionIndex(IReadOnlyList<FunctionTree> trees, IEnumerable<CompiledMethod> methods, bool hasOwnCode = false)
    {
        Trees = trees;
        foreach (var method in methods)
        {
            if (method.Points.Count > 0 && (hasOwnCode || !IsTopLevelCode(method)) && !method.IsCopyConstructor)
                Place(method);
        }
    }

    public IReadOnlyList<FunctionTree> Trees { get; }

    /// <summary>Methods of the cell's own code, outside of every function.</summary>
    public IReadOnlyList<CompiledMethod> CellMethods => _cell;

    /// <summary>Constructors without a declaration of their own: default and primary ones, with the field initialisers.</summary>
    public IReadOnlyList<CompiledMethod> ImplicitConstructors => _constructors;

    /// <summary>Lambdas and query clauses that constructors run but that are not written in them: those in initialisers of fields and properties. Each with its function, which a query clause is not.</summary>
    public IReadOnlyList<(CompiledMethod Method, FunctionNode? Node)> InitializerLambdas => _initializerLambdas;

    /// <summary>The function of a syntax node; <see langword="null"/> when the node is not a function.</summary>
    public FunctionNode? Find(SyntaxNode syntax)
    {
        // For an expression-bodied getter, Roslyn gives the arrow clause as the declaration; otherwise it is the node itself.
        var function = syntax is BasePropertyDeclarationSyntax ? syntax.ChildNodes().OfType<ArrowExpressionClauseSyntax>().FirstOrDefault() ?? syntax : syntax;
        return Trees.Select(tree => tree.Find(function)).FirstOrDefault(node => node is not null);
    }

    /// <summary>The methods that a function was compiled to: itself (or its state machine), and its query clauses and the <c>finally</c> blocks of iterators.</summary>
    public IReadOnlyList<CompiledMethod> MethodsOf(FunctionNode node) => _byNode.GetValueOrDefault(node) ?? [];

    /// <summary>The functions nested in a function, at any depth.</summary>
    public IEnumerable<FunctionNode> Inside(FunctionNode node) =>
        Trees.SelectMany(tree => tree.Inside(node));

    private static bool IsTopLevelCode(CompiledMethod method) => method.KickOff?.Name == MeasuredCode.Initializer;

    private void Place(CompiledMethod method)
    {
        // A constructor's first sequence points are its type's field initialisers, which lie outside of its declaration.
        var node = method.Points
            .Take(method.IsConstructor ? method.Points.Count : 1)
            .Select(point => Trees.Select(tree => tree.Innermost(point)).FirstOrDefault(node => node is not null))
            .FirstOrDefault(node => node is not null);

        var isInitializers = method.IsOfConstructor && !method.IsConstructor && node?.Outermost.Syntax is null or AnonymousFunctionExpressionSyntax;
        if (isInitializers)
            _initializerLambdas.Add((method, node));

        if (node is null && isInitializers)
            return;

        if (node is null)
            (method.IsConstructor ? _constructors : _cell).Add(method);
        else if (_byNode.TryGetValue(node, out var methods))
            methods.Add(method);
        else
            _byNode.Add(node, [method]);
    }
}
