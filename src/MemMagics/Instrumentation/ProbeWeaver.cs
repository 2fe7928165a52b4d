using Mono.Cecil;
using Mono.Cecil.Cil;

namespace MemMagics.Instrumentation;

/// <summary>Weaves the probe into methods of one module, and writes the module out.</summary>
internal static class ProbeWeaver
{
    /// <summary>Weaves bodies of a module.</summary>
    /// <param name="module">The module; changed.</param>
    /// <param name="bodies">Its methods to weave.</param>
    /// <param name="map">Receives the slots.</param>
    /// <param name="merelyCount">Whether points that nothing can have been allocated before merely count.</param>
    public static WovenAssembly Weave(ModuleDefinition module, IEnumerable<ProfiledBody> bodies, ProbeMap map, bool merelyCount = true)
    {
        var probe = new ProbeMethods(module);
        foreach (var body in bodies)
            MethodWeaver.Weave(body, map, probe, merelyCount);

        return Write(module);
    }

    private static WovenAssembly Write(ModuleDefinition module)
    {
        // What is written is plain IL: no precompiled code of a ReadyToRun image, and no signature that would still be right.
        module.Attributes = (module.Attributes | ModuleAttributes.ILOnly) & ~ModuleAttributes.StrongNameSigned;
        using var image = new MemoryStream();
        if (!module.HasSymbols)
        {
            module.Write(image);
            return new WovenAssembly(module.Assembly.Name.Name, image.ToArray(), Symbols: null);
        }

        using var symbols = new MemoryStream();
        module.Write(image, new WriterParameters { WriteSymbols = true, SymbolStream = symbols, SymbolWriterProvider = new PortablePdbWriterProvider() });
        return new WovenAssembly(module.Assembly.Name.Name, image.ToArray(), symbols.ToArray());
    }
}
