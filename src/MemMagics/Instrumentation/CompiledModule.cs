using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>A compiled assembly, read for weaving.</summary>
internal sealed class CompiledModule : IDisposable
{
    private readonly Stream _image;
    private readonly Stream? _symbols;

    public CompiledModule(byte[] image, byte[] symbols, IAssemblyResolver resolver)
    {
        _image = new MemoryStream(image, writable: false);
        _symbols = new MemoryStream(symbols, writable: false);
        Module = ModuleDefinition.ReadModule(_image, new ReaderParameters
        {
            AssemblyResolver = resolver,
            ReadSymbols = true,
            SymbolReaderProvider = new PortablePdbReaderProvider(),
            SymbolStream = _symbols,
        });
    }

    public ModuleDefinition Module { get; }

    public string AssemblyName => Module.Assembly.Name.Name;

    /// <summary>Every method with code of the given types and of the types nested in them.</summary>
    public static IEnumerable<CompiledMethod> MethodsOf(IEnumerable<TypeDefinition> types)
    {
        foreach (var type in types)
        {
            foreach (var method in type.Methods)
            {
                if (method.HasBody)
                    yield return new CompiledMethod(method, PointsOf(method), KickOffOf(method));
            }

            foreach (var method in MethodsOf(type.NestedTypes))
                yield return method;
        }
    }

    public void Dispose()
    {
        Module.Dispose();
        _symbols?.Dispose();
        _image.Dispose();
    }

    private static SourcePoint[] PointsOf(MethodDefinition method) =>
    [
        .. method.DebugInformation.SequencePoints
            .Where(point => !point.IsHidden)
            .Select(point => new SourcePoint(point.Offset, point.Document.Url, point.StartLine, point.StartColumn) { EndLine = point.EndLine }),
    ];

    private static MethodDefinition? KickOffOf(MethodDefinition method) =>
        method.Name == "MoveNext" ? method.DebugInformation.StateMachineKickOffMethod : null;
}
