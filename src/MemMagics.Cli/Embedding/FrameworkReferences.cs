using Microsoft.CodeAnalysis;

namespace MemMagics.Cli.Embedding;

/// <summary>The framework that cells are compiled against: the very assemblies that this process runs on, so that what compiles also runs.</summary>
internal static class FrameworkReferences
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> all = new(() =>
        [.. Paths().Select(path => MetadataReference.CreateFromFile(path))]);

    public static IReadOnlyList<MetadataReference> All => all.Value;

    /// <summary>The framework's assemblies only: the rest of the trusted list is this tool's own.</summary>
    private static IEnumerable<string> Paths()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "";
        return trusted.Split(Path.PathSeparator).Where(path => Path.GetDirectoryName(path) == folder);
    }
}
