using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>A compiled type of a library, with the closures and state machines that the compiler nested in it.</summary>
internal sealed class LibraryType
{
    private readonly List<MethodDefinition> _methods;
    private readonly IReadOnlyDictionary<MethodDefinition, MethodDefinition> _stubs;
    private readonly Dictionary<int, int> _bodies;

    public LibraryType(TypeDefinition type)
    {
        _methods = [.. MethodsOf(type)];
        _stubs = StateMachines.KickOffs(_methods);
        _bodies = _stubs.ToDictionary(stub => stub.Value.MetadataToken.ToInt32(), stub => stub.Key.MetadataToken.ToInt32());
    }

    public IEnumerable<int> Tokens => _methods.Select(method => method.MetadataToken.ToInt32());

    /// <summary>Token of the method that has the target's code: its <c>MoveNext</c> when it only starts a state machine.</summary>
    public int BodyOf(Target.Library target) => _bodies.GetValueOrDefault(target.Method.MetadataToken, target.Method.MetadataToken);

    /// <summary>The type's methods, by their position in a text.</summary>
    public FunctionIndex Index(LibraryText text)
    {
        var trees = text.Trees.Select(tree => new FunctionTree(tree)).ToList();
        return new FunctionIndex(trees, _methods.Select(method => Compiled(method, text, trees)));
    }

    /// <summary>The compiled method of a token and its node in the source; <see langword="null"/> when it has no code in the text.</summary>
    public (CompiledMethod Method, FunctionNode? Node)? Find(FunctionIndex index, int token)
    {
        bool IsIt(CompiledMethod method) => (method.KickOff ?? method.Method).MetadataToken.ToInt32() == token;
        foreach (var node in index.Trees.SelectMany(tree => tree.Nodes))
        {
            if (index.MethodsOf(node).FirstOrDefault(IsIt) is { } method)
                return (method, node);
        }

        return index.ImplicitConstructors.Concat(index.CellMethods).FirstOrDefault(IsIt) is { } constructor ? (constructor, null) : null;
    }

    private CompiledMethod Compiled(MethodDefinition method, LibraryText text, IReadOnlyList<FunctionTree> trees)
    {
        // The stub of a state machine has no code in the source: where the decompiler shows one, it is the state machine's.
        var token = method.MetadataToken.ToInt32();
        IReadOnlyList<SourcePoint> points = _bodies.ContainsKey(token) ? [] : text.Points.GetValueOrDefault(token) ?? [];
        if (points.Count > 0 && method.HasBody)
        {
            points = InsertionPoints.Of(method, points);
            if (text.Origin == SourceOrigin.Decompiled && method is { IsConstructor: true, IsStatic: false })
                points = AtHead(method, points, text, trees);
        }

        return new CompiledMethod(method, points, _stubs.GetValueOrDefault(method));
    }

    /// <summary>
    /// The decompiler's sequence points put the call of the base constructor half on a brace and half on the statement that follows: it
    /// belongs to the constructor's head.
    /// </summary>
    private static IReadOnlyList<SourcePoint> AtHead(MethodDefinition method, IReadOnlyList<SourcePoint> points, LibraryText text, IReadOnlyList<FunctionTree> trees)
    {
        var call = method.Body.Instructions.FirstOrDefault(instruction =>
            instruction.OpCode.Code == Code.Call && instruction.Operand is MethodReference { Name: ".ctor" } called
            && called.DeclaringType.GetElementType().FullName is var type
            && (type == method.DeclaringType.FullName || type == method.DeclaringType.BaseType?.GetElementType().FullName));
        var constructor = trees.Select(tree => tree.Innermost(points[0])).OfType<FunctionNode>().FirstOrDefault()?.Syntax as ConstructorDeclarationSyntax;
        if (call is null || constructor is null)
            return points;

        var head = (constructor.Initializer ?? (Microsoft.CodeAnalysis.SyntaxNode)constructor.ParameterList).GetLocation().GetLineSpan().StartLinePosition;
        return [.. points.Select(Moved)];

        SourcePoint Moved(SourcePoint point) => point switch
        {
            _ when point.Offset == call.Offset && call.Offset > 0 => point with { Offset = call.Next.Offset },
            _ when point.Offset < call.Offset && text.Lines[point.Document].ElementAtOrDefault(point.Line - 1)?.Trim() is "{" or "}" =>
                point with { Line = head.Line + 1, Column = head.Character + 1 },
            _ => point,
        };
    }

    private static IEnumerable<MethodDefinition> MethodsOf(TypeDefinition type) =>
        type.Methods.Where(method => method.HasBody).Concat(type.NestedTypes.SelectMany(MethodsOf));
}
