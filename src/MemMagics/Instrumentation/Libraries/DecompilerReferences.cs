using System.Reflection.PortableExecutable;
using ICSharpCode.Decompiler.Metadata;
using MemMagics.Wire.Runtime;

namespace MemMagics.Instrumentation.Libraries;

/// <summary>Finds the assemblies that a library refers to, for the decompiler: first among the session's references, then in the running framework.</summary>
internal sealed class DecompilerReferences : IAssemblyResolver, IDisposable
{
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, PEFile?> _files = new(StringComparer.OrdinalIgnoreCase);

    public DecompilerReferences(IEnumerable<string> references)
    {
        foreach (var path in references)
            _paths.TryAdd(Path.GetFileNameWithoutExtension(path), path);
    }

    /// <returns>The assembly; <see langword="null"/> when it is not found: its types are then known by name only.</returns>
    public MetadataFile? Resolve(IAssemblyReference reference)
    {
        if (!_files.TryGetValue(reference.Name, out var file))
            _files.Add(reference.Name, file = Open(reference.Name));

        return file;
    }

    public MetadataFile? ResolveModule(MetadataFile mainModule, string moduleName) => null;

    public Task<MetadataFile?> ResolveAsync(IAssemblyReference reference) => Task.FromResult(Resolve(reference));

    public Task<MetadataFile?> ResolveModuleAsync(MetadataFile mainModule, string moduleName) => Task.FromResult<MetadataFile?>(null);

    /// <summary>Does nothing: assemblies that were opened stay as they are.</summary>
    public IDisposable BeginSnapshot() => new Snapshot();

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file?.Dispose();
    }

    private PEFile? Open(string name)
    {
        var path = _paths.GetValueOrDefault(name) ?? Path.Combine(DotnetHost.RuntimeFolder, name + ".dll");
        try
        {
            return File.Exists(path) ? new PEFile(path, PEStreamOptions.PrefetchMetadata) : null;
        }
        catch (Exception e) when (e is BadImageFormatException or MetadataFileNotSupportedException or IOException)
        {
            return null;
        }
    }

    private sealed class Snapshot : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
