using System.Reflection.PortableExecutable;
using MemMagics.Wire.Runtime;
using Microsoft.CodeAnalysis;

namespace MemMagics.Cli.Scripting;

/// <summary>The framework that cells are compiled against: the very assemblies that this process runs on, so that what compiles also runs.</summary>
internal static class FrameworkReferences
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_all = new(() =>
        [.. Paths().Select(Read)]);

    public static IReadOnlyList<MetadataReference> All => s_all.Value;

    /// <summary>Reads the metadata only: MetadataReference.CreateFromFile reads whole files, with native code that no compilation looks at (docs/measurements.md, State).</summary>
    private static MetadataReference Read(string path)
    {
        using var stream = File.OpenRead(path);
        var module = ModuleMetadata.CreateFromStream(stream, PEStreamOptions.PrefetchMetadata);
        return AssemblyMetadata.Create(module).GetReference(filePath: path);
    }

    /// <summary>The framework's assemblies only: the rest of the trusted list is this tool's own.</summary>
    private static IEnumerable<string> Paths() => DotnetHost.Trusted.Where(static path => Path.GetDirectoryName(path) == DotnetHost.RuntimeFolder);
}
