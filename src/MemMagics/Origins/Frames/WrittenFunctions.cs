using MemMagics.Compilation;
using MemMagics.Instrumentation;
using MemMagics.Session;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Mono.Cecil;

namespace MemMagics.Origins.Frames;

/// <summary>The compiled methods of some source, by metadata token.</summary>
internal sealed class WrittenFunctions
{
    private readonly Dictionary<int, WrittenFunction> _byToken = [];
    private readonly bool _isNotebook;

    /// <summary>Reads where methods are written.</summary>
    /// <param name="index">The methods, by the functions of the source.</param>
    /// <param name="isNotebook">Whether code outside of all functions is a cell's own, and not a program's.</param>
    public WrittenFunctions(FunctionIndex index, bool isNotebook)
    {
        _isNotebook = isNotebook;
        foreach (var node in index.Trees.SelectMany(tree => tree.Nodes))
        {
            foreach (var method in index.MethodsOf(node))
                Add(method, node);
        }

        foreach (var method in index.CellMethods.Concat(index.ImplicitConstructors))
            Add(method, node: null);

        foreach (var (method, node) in index.InitializerLambdas)
            Add(method, node);
    }

    /// <summary>The method of a token; <see langword="null"/> when it is in no source.</summary>
    public WrittenFunction? Find(int token) => _byToken.GetValueOrDefault(token);

    private void Add(CompiledMethod method, FunctionNode? node)
    {
        var token = method.Method.MetadataToken.ToInt32();
        var first = method.Points[0];
        var isOfCell = _isNotebook && node is null && !method.IsConstructor;
        var isOfProgram = !_isNotebook && node is null && ProgramAssembly.IsTopLevelCode((method.KickOff ?? method.Method).Name);
        var name = node is not null ? FunctionNames.Of(node.Syntax) : isOfCell || isOfProgram ? Shown(first.Document) : null;
        var declaration = node is null ? first : first with { Line = node.Start.Line + 1 + LinesOfAttributes(node.Syntax) };
        var main = (method.KickOff ?? method.Method).MetadataToken.ToInt32();
        var function = new WrittenFunction(name, node is null ? name : NamedAround(node, first.Document), main, declaration, method.Points);
        _byToken[token] = function;
        if (method.KickOff is null && !method.IsIteratorFinally)
            return;

        // What starts a state machine, and what else it has: none is in the source.
        var without = function with { Points = [] };
        IEnumerable<MethodDefinition> others = [.. method.KickOff is { } stub ? [stub] : Array.Empty<MethodDefinition>(), .. method.Method.DeclaringType.Methods];
        foreach (var other in others)
            _byToken.TryAdd(other.MetadataToken.ToInt32(), without);
    }

    /// <summary>How many lines the attributes of a function take, which stand before what people look for.</summary>
    private static int LinesOfAttributes(SyntaxNode function)
    {
        var attributes = function switch
        {
            MemberDeclarationSyntax member => member.AttributeLists,
            LocalFunctionStatementSyntax local => local.AttributeLists,
            LambdaExpressionSyntax lambda => lambda.AttributeLists,
            AccessorDeclarationSyntax accessor => accessor.AttributeLists,
            _ => default,
        };
        return attributes.Count == 0 ? 0 : LineOf(attributes[^1].GetLastToken().GetNextToken()) - LineOf(function.GetFirstToken());

        static int LineOf(SyntaxToken token) => token.GetLocation().GetLineSpan().StartLinePosition.Line;
    }

    private string? NamedAround(FunctionNode node, string document)
    {
        for (var around = node; around is not null; around = around.Parent)
        {
            if (FunctionNames.IsNamed(around.Syntax))
                return FunctionNames.Of(around.Syntax);
        }

        var type = node.Syntax.Ancestors().OfType<BaseTypeDeclarationSyntax>().FirstOrDefault();
        return type is not null ? FunctionNames.Of(type) : Shown(document);
    }

    /// <summary>The name of code that is in no function and in no type: a cell's, or the top-level code of a program.</summary>
    private string Shown(string document) => _isNotebook ? DocumentNames.Shown(document) : Path.GetFileName(document.Replace('\\', '/'));
}
