using MemMagics.Compilation;
using MemMagics.Instrumentation.Libraries;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;

namespace MemMagics.Instrumentation;

/// <summary>Which functions get a table, and which compiled methods belong to them.</summary>
internal sealed class ProfilePlan : IDisposable
{
    private readonly SessionSource _source;
    private readonly Func<string, EmittedSubmission?> _emitted;
    private readonly LibraryFunctions _libraries;
    private readonly Dictionary<string, SubmissionCode> _submissions = new(StringComparer.Ordinal);
    private readonly List<ProfiledFunction> _functions = [];
    private readonly List<ProfiledBody> _bodies = [];
    private readonly HashSet<MethodDefinition> _methods = [];
    private HashSet<FunctionNode> _named = [];
    private HashSet<(string Path, int Token)> _namedInLibraries = [];

    public ProfilePlan(SessionSource source, Func<string, EmittedSubmission?> emitted, LibraryFunctions libraries)
    {
        _source = source;
        _emitted = emitted;
        _libraries = libraries;
    }

    /// <summary>The functions; overloads are named with their parameters.</summary>
    public IReadOnlyList<ProfiledFunction> Functions
    {
        get
        {
            var ofName = _functions.CountBy(function => function.Name).ToDictionary();
            return [.. _functions.Select(function => ofName[function.Name] > 1 ? function with { Name = function.FullName } : function)];
        }
    }

    public IReadOnlyList<ProfiledBody> Bodies => _bodies;

    /// <summary>Adds the measured cell's own code and every function that the cell defines.</summary>
    public void AddCell()
    {
        var cell = CodeOf(_source.Compilation);
        var own = cell.Index.Trees.SelectMany(tree => tree.Nodes)
            .Where(node => node.Parent is null && node.Syntax is not AnonymousFunctionExpressionSyntax)
            .ToList();
        var inline = cell.Index.Trees.SelectMany(tree => tree.Nodes)
            .Where(node => node.Parent is null && node.Syntax is AnonymousFunctionExpressionSyntax && IsOfCell(node.Syntax))
            .SelectMany(node => cell.Index.Inside(node).Prepend(node))
            .ToList();
        if (cell.Index.CellMethods.Count > 0)
            AddCellCode(cell, inline);

        foreach (var node in own)
            AddFunction(cell, node, cell.Index.MethodsOf(node), [.. cell.Index.Inside(node)]);

        foreach (var type in cell.Index.Trees.SelectMany(tree => tree.Tree.GetRoot().DescendantNodes()).OfType<TypeDeclarationSyntax>())
            AddImplicitConstructor(cell, type);
    }

    /// <summary>Whether a lambda outside of all functions is part of the measured code itself, and not of a type that it declares.</summary>
    private bool IsOfCell(SyntaxNode lambda) => _source.CellLambda?.Contains(lambda) ?? !lambda.Ancestors().Any(node => node is BaseTypeDeclarationSyntax);

    /// <summary>Adds targets. A function that is named along with the one it is nested in gets a table of its own.</summary>
    /// <param name="targets">The functions.</param>
    /// <param name="areNamed">Whether the user named them, or they are those that are meant when nothing is named.</param>
    /// <param name="cancellationToken">Stops between functions.</param>
    public void Add(IReadOnlyList<Target> targets, bool areNamed = true, CancellationToken cancellationToken = default)
    {
        _named = targets.OfType<Target.Source>()
            .Select(target => CodeOf(target.Compilation).Index.Find(target.Syntax))
            .OfType<FunctionNode>()
            .ToHashSet();
        _libraries.Read([.. targets.OfType<Target.Library>()], cancellationToken);
        if (areNamed)
            _namedInLibraries = targets.OfType<Target.Library>().Where(static target => !target.IsOneOfAll).Select(static target => (target.Path, target.Method.MetadataToken)).ToHashSet();
        foreach (var target in targets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (target)
            {
                case Target.Source source:
                    AddSource(source);
                    break;

                case Target.Library library:
                    AddLibrary(library);
                    break;
            }
        }
    }

    public void Dispose()
    {
        foreach (var submission in _submissions.Values)
            submission.Dispose();
    }

    private void AddSource(Target.Source target)
    {
        var code = CodeOf(target.Compilation);
        if (code.Index.Find(target.Syntax) is { } node)
        {
            var inside = code.Index.Inside(node).Where(inner => !IsOwnedBelow(inner, node, _named)).ToList();
            AddFunction(code, node, code.Index.MethodsOf(node), inside);
            return;
        }

        AddImplicitConstructor(code, (TypeDeclarationSyntax)target.Syntax, target.IsStaticConstructor);
    }

    /// <summary>An implicit or primary constructor, or a static one that nobody wrote: its sequence points are the type's field initialisers.</summary>
    private void AddImplicitConstructor(SubmissionCode code, TypeDeclarationSyntax type, bool? isStatic = null)
    {
        // A partial type is visited once for each of its parts.
        var methods = code.Index.ImplicitConstructors
            .Where(method => (isStatic ?? method.Method.IsStatic) == method.Method.IsStatic && IsMemberOf(method.Method.DeclaringType, type) && !_methods.Contains(method.Method))
            .ToList();
        if (methods.Count > 0)
            AddConstructor(code, type, methods);
    }

    private void AddLibrary(Target.Library target)
    {
        if (_libraries.Find(target) is not { } library || library.Methods.All(method => _methods.Contains(method.Method)))
            return;

        var named = library.Node is null ? [] : library.Index.Inside(library.Node).Where(inner => library.Index.MethodsOf(inner).Any(method => _namedInLibraries.Contains((target.Path, TokenOf(method))))).ToHashSet();
        var inside = library.Node is { } own ? [.. library.Index.Inside(own).Where(inner => !IsOwnedBelow(inner, own, named))]
            : ProgramAssembly.IsTopLevelCode(target.Method.Name) ? LambdasOfTopLevelCode(library.Index)
            : (IReadOnlyList<FunctionNode>)[];
        Add(library.Function, library.Index, library.Methods, inside, library.Function.FirstLine, library.Node);
    }

    private static int TokenOf(CompiledMethod method) => (method.KickOff ?? method.Method).MetadataToken.ToInt32();

    private static List<FunctionNode> LambdasOfTopLevelCode(FunctionIndex index) =>
    [
        .. index.Trees.SelectMany(static tree => tree.Nodes)
            .Where(static node => node.Outermost.Syntax is AnonymousFunctionExpressionSyntax lambda && lambda.Ancestors().Any(static outer => outer is GlobalStatementSyntax)),
    ];

    private static bool IsMemberOf(TypeDefinition compiled, TypeDeclarationSyntax type)
    {
        var arity = type.TypeParameterList?.Parameters.Count ?? 0;
        return compiled.Name == (arity == 0 ? type.Identifier.ValueText : $"{type.Identifier.ValueText}`{arity}")
            && (type.Parent is not TypeDeclarationSyntax outer || (compiled.DeclaringType is { } declaring && IsMemberOf(declaring, outer)));
    }

    private static bool IsOwnedBelow(FunctionNode inner, FunctionNode? outer, HashSet<FunctionNode> named)
    {
        for (var node = inner; node is not null && node != outer; node = node.Parent)
        {
            if (named.Contains(node))
                return true;
        }

        return false;
    }

    private void AddCellCode(SubmissionCode code, IReadOnlyList<FunctionNode> lambdas)
    {
        var document = code.Index.CellMethods[0].Points[0].Document;
        var text = code.TextOf(_source.MeasuredTree, document);
        var (first, last) = text.Extent;
        var shown = DocumentNames.Shown(document);

        // Asynchronous code begins before the probe counts, and then waits: its one activation is not seen to begin, and what begins it is not the author's.
        var isBegun = code.Index.CellMethods.Any(method => method.KickOff is not null);
        var function = new ProfiledFunction(shown, shown, document, shown, SourceOrigin.Notebook, first, last, text.Line) { IsBegun = isBegun };
        Add(function, code.Index, code.Index.CellMethods, lambdas, first, outer: null);
        if (isBegun)
            _bodies.RemoveAll(body => code.Index.CellMethods.Any(method => method.KickOff == body.Method));
    }

    private void AddFunction(SubmissionCode code, FunctionNode node, IReadOnlyList<CompiledMethod> methods, IReadOnlyList<FunctionNode> inside)
    {
        if (methods.Count == 0)
            return;

        var document = methods[0].Points[0].Document;
        var function = new ProfiledFunction(
            FunctionNames.Of(node.Syntax), FunctionNames.WithParameters(node.Syntax), document, DocumentNames.Shown(document), SourceOrigin.Notebook,
            node.Start.Line + 1, node.End.Line + 1, code.TextOf(node.Syntax.SyntaxTree, document).Line);
        Add(function, code.Index, methods, inside, function.FirstLine, node);
    }

    private void AddConstructor(SubmissionCode code, TypeDeclarationSyntax type, IReadOnlyList<CompiledMethod> methods)
    {
        foreach (var method in methods)
        {
            var lines = method.Points.Select(point => point.Line).ToList();
            var document = method.Points[0].Document;
            var name = FunctionNames.Of(type) + "." + (method.Method.IsStatic ? FunctionNames.StaticConstructor(type.Identifier.ValueText) : type.Identifier.ValueText);
            var function = new ProfiledFunction(
                name, name, document, DocumentNames.Shown(document), SourceOrigin.Notebook, lines.Min(), lines.Max(), code.TextOf(type.SyntaxTree, document).Line);
            Add(function, code.Index, [method], [], function.FirstLine, outer: null);
        }
    }

    private void Add(
        ProfiledFunction function, FunctionIndex code, IReadOnlyList<CompiledMethod> methods, IReadOnlyList<FunctionNode> inside, int declarationLine, FunctionNode? outer)
    {
        var index = _functions.Count;
        _functions.Add(function);
        var main = MainOf(methods);
        foreach (var method in methods)
            Add(FunctionBodies.Of(index, method, isPart: method.IsLambda && method != main, level: method.IsLambda && method != main ? 1 : 0, declarationLine));

        foreach (var node in inside)
        {
            foreach (var method in code.MethodsOf(node))
                Add(FunctionBodies.Of(index, method, isPart: true, LevelOf(node, outer), node.Start.Line + 1));
        }

        foreach (var (method, node) in code.InitializerLambdas.Where(lambda => main.IsConstructor && IsOf(lambda, main)))
            Add(FunctionBodies.Of(index, method, isPart: true, level: 1, node is null ? declarationLine : node.Start.Line + 1));
    }

    /// <summary>A body counts for one function: lambdas in initialisers for the first of several constructors.</summary>
    private void Add(IEnumerable<ProfiledBody> bodies) => _bodies.AddRange(bodies.Where(body => _methods.Add(body.Method)));

    private bool IsOf((CompiledMethod Method, FunctionNode? Node) lambda, CompiledMethod constructor) =>
        lambda.Method.WrittenIn == constructor.WrittenIn
        && lambda.Method.IsOfStaticConstructor == constructor.IsOfStaticConstructor
        && (lambda.Node is null || !IsOwnedBelow(lambda.Node, outer: null, _named));

    /// <summary>The method that is the function itself. A query clause in it is a lambda that is not a node of its own, and begins later.</summary>
    private static CompiledMethod MainOf(IReadOnlyList<CompiledMethod> methods) =>
        methods.Where(method => !method.IsIteratorFinally).MinBy(method => (method.Points[0].Line, method.Points[0].Column)) ?? methods[0];

    private static int LevelOf(FunctionNode node, FunctionNode? outer)
    {
        var level = 1;
        for (var parent = node.Parent; parent is not null && parent != outer; parent = parent.Parent)
            level++;

        return level;
    }

    private SubmissionCode CodeOf(Microsoft.CodeAnalysis.Compilation compilation)
    {
        var name = compilation.AssemblyName!;
        if (_submissions.TryGetValue(name, out var known))
            return known;

        var emitted = _emitted(name) ?? throw new MagicException($"The code of submission '{name}' is not at hand; run its cell again.");
        var code = new SubmissionCode(emitted, compilation, compilation == _source.Compilation, compilation == _source.Compilation ? _source.CellLambda : null);
        _submissions.Add(name, code);
        return code;
    }
}
