using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.CSharp.OutputVisitor;
using ICSharpCode.Decompiler.CSharp.Syntax;
using ICSharpCode.Decompiler.Metadata;
using ICSharpCode.Decompiler.TypeSystem;
using Microsoft.CodeAnalysis.CSharp;
using DecompiledPoint = ICSharpCode.Decompiler.DebugInfo.SequencePoint;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>A library opened for decompilation. Only requested members are decompiled: a whole assembly takes up to 16 s (docs/measurements.md, Reading libraries).</summary>
internal sealed class Decompilation : IDisposable
{
    private static readonly DecompilerSettings s_settings = new(ICSharpCode.Decompiler.CSharp.LanguageVersion.Latest)
    {
        ShowXmlDocumentation = false,
        ThrowOnAssemblyResolveErrors = false,
    };

    private readonly PEFile _file;
    private readonly DecompilerReferences _references;
    private readonly DecompilerTypeSystem _types;

    /// <param name="path">The library.</param>
    /// <param name="references">Paths of the assemblies that it may refer to, without the framework's.</param>
    public Decompilation(string path, IEnumerable<string> references)
    {
        _file = new PEFile(path, PEStreamOptions.PrefetchEntireImage);
        _references = new DecompilerReferences(references);
        _types = new DecompilerTypeSystem(_file, _references, s_settings);
    }

    /// <summary>Members of one type as C#, with the sequence points of every method that they were compiled to.</summary>
    /// <param name="typeNames">Names of the type and of the types it is nested in, outermost first, without arity.</param>
    /// <param name="members">Metadata tokens of methods, properties and events of the type.</param>
    public LibraryText Decompile(IReadOnlyList<string> typeNames, IReadOnlyList<int> members)
    {
        var decompiler = new CSharpDecompiler(_types, s_settings);
        var tree = decompiler.Decompile([.. members.Select(MetadataTokens.EntityHandle)]);
        foreach (var import in tree.Members.OfType<UsingDeclaration>().ToList())
            import.Remove();

        var header = typeNames.SelectMany(name => (string[])[$"partial class {name}", "{"]).ToList();
        var text = string.Concat(header.Select(line => line + "\n")) + TextOf(tree) + string.Concat(typeNames.Select(_ => "}\n"));
        var document = string.Join('.', typeNames) + ".cs";
        return new LibraryText(
            SourceOrigin.Decompiled,
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(Microsoft.CodeAnalysis.CSharp.LanguageVersion.Preview), document)],
            new Dictionary<string, string[]> { [document] = LibraryText.LinesOf(text) },
            PointsIn(decompiler, tree, new Placing(document, header.Count)));
    }

    public void Dispose()
    {
        _file.Dispose();
        _references.Dispose();
    }

    private static string TextOf(SyntaxTree tree)
    {
        using var text = new StringWriter { NewLine = "\n" };
        tree.AcceptVisitor(new InsertParenthesesVisitor { InsertParenthesesForReadability = true });
        var tokens = TokenWriter.CreateWriterThatSetsLocationsInAST(text, "    ");
        tree.AcceptVisitor(new CSharpOutputVisitor(tokens, FormattingOptionsFactory.CreateAllman()));
        return text.ToString();
    }

    private Dictionary<int, SourcePoint[]> PointsIn(CSharpDecompiler decompiler, SyntaxTree tree, Placing place)
    {
        var points = new Dictionary<int, SourcePoint[]>();
        foreach (var (function, found) in decompiler.CreateSequencePoints(tree))
        {
            // The code of async methods and iterators is in their state machines.
            if ((function.MoveNextMethod ?? function.Method) is not { MetadataToken.IsNil: false } method)
                continue;

            var visible = found.Where(point => !point.IsHidden).ToList();
            if (visible.Count > 0)
                points.TryAdd(MetadataTokens.GetToken(method.MetadataToken), [.. place.Of(visible, HandlersOf((MethodDefinitionHandle)method.MetadataToken))]);
        }

        AddDeclarations(points, tree, place);
        return points;
    }

    /// <summary>Where the handlers of a method begin.</summary>
    private IEnumerable<int> HandlersOf(MethodDefinitionHandle method)
    {
        var body = _file.GetMethodBody(_file.Metadata.GetMethodDefinition(method).RelativeVirtualAddress);
        return body.ExceptionRegions.SelectMany(region => (int[])[region.HandlerOffset, region.FilterOffset]).Where(offset => offset > 0);
    }

    /// <summary>Gives members without a sequence point (accessors of automatic properties) one at their declaration.</summary>
    private static void AddDeclarations(Dictionary<int, SourcePoint[]> points, SyntaxTree tree, Placing place)
    {
        foreach (var declaration in tree.Descendants.OfType<EntityDeclaration>())
        {
            IEnumerable<(IMethod? Method, AstNode? Place)> methods = (declaration, declaration.GetSymbol()) switch
            {
                (_, IMethod method) => [(method, declaration)],
                (PropertyDeclaration written, IProperty property) => [(property.Getter, written.Getter), (property.Setter, written.Setter)],
                (IndexerDeclaration written, IProperty property) => [(property.Getter, written.Getter), (property.Setter, written.Setter)],
                (_, IEvent @event) => [(@event.AddAccessor, declaration), (@event.RemoveAccessor, declaration)],
                _ => [],
            };
            foreach (var (method, written) in methods)
            {
                var start = (written ?? declaration).StartLocation;
                if (method is { MetadataToken.IsNil: false, HasBody: true })
                    points.TryAdd(MetadataTokens.GetToken(method.MetadataToken), [place.Of(0, start.Line, start.Column)]);
            }
        }
    }

    /// <summary>Maps the decompiler's sequence points to positions in the whole text.</summary>
    private readonly record struct Placing(string Document, int LinesAbove)
    {
        public SourcePoint Of(int offset, int line, int column) => new(offset, Document, line + LinesAbove, column);

        /// <summary>The points by ascending offset. One that covers the beginning of a handler, which is only entered by an exception, is repeated there.</summary>
        public IEnumerable<SourcePoint> Of(IReadOnlyList<DecompiledPoint> points, IEnumerable<int> handlers)
        {
            var place = this;
            var begun = points.Select(point => point.Offset).ToHashSet();
            var again = from handler in handlers.Where(begun.Add)
                        from point in points
                        where point.Offset < handler && handler < point.EndOffset
                        select place.Of(handler, point.StartLine, point.StartColumn);
            return points.Select(point => place.Of(point.Offset, point.StartLine, point.StartColumn)).Concat(again).OrderBy(point => point.Offset);
        }
    }
}
