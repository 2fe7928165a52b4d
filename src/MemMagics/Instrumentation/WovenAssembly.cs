namespace MemMagics.Instrumentation;

/// <summary>An assembly with probes, to be loaded in place of the original of that name.</summary>
/// <param name="AssemblyName">Simple name of the assembly.</param>
/// <param name="Image">The woven PE image.</param>
/// <param name="Symbols">Its portable PDB; <see langword="null"/> for a library, whose stack traces then have no line numbers.</param>
internal sealed record WovenAssembly(string AssemblyName, byte[] Image, byte[]? Symbols)
{
    /// <summary>The library's own file; <see langword="null"/> for a submission.</summary>
    public string? LibraryPath { get; init; }

    /// <summary>Methods that could not be woven and are unchanged.</summary>
    public IReadOnlyList<UnwovenMethod> LeftAlone { get; init; } = [];
}
