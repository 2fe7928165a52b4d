namespace MemMagics.Instrumentation;

/// <summary>An assembly with probes in it, to be loaded instead of the one of that name.</summary>
/// <param name="AssemblyName">Simple name of the assembly.</param>
/// <param name="Image">The woven PE image.</param>
/// <param name="Symbols">Its portable PDB; <see langword="null"/> for a library, whose stack traces go without lines.</param>
internal sealed record WovenAssembly(string AssemblyName, byte[] Image, byte[]? Symbols)
{
    /// <summary>The library's own file; <see langword="null"/> for a submission.</summary>
    public string? LibraryPath { get; init; }

    /// <summary>Methods that could not be woven and are as they were.</summary>
    public IReadOnlyList<UnwovenMethod> LeftAlone { get; init; } = [];
}
