
namespace MemMagics.Instrumentation;

/// <summary>
/// Woven libraries as files, since an assembly loaded from memory has no <c>Assembly.Location</c>. Each is in a private folder, together with
/// links to all files beside the original: libraries look there for native code, resources and data.
/// </summary>
internal sealed class WovenLibraries : IDisposable
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<DirectoryInfo> _folders = [];

    public WovenLibraries(IEnumerable<WovenAssembly> woven)
    {
        foreach (var library in woven)
        {
            if (library.LibraryPath is { } path)
                _files[path] = Write(path, library);
        }
    }

    /// <summary>The file to load in place of a reference: the same file when the library is not woven.</summary>
    public string InsteadOf(string reference) => _files.GetValueOrDefault(reference, reference);

    public void Dispose()
    {
        foreach (var folder in _folders)
            NeighbourLinks.Remove(folder);
    }

    private string Write(string original, WovenAssembly library)
    {
        var folder = Directory.CreateTempSubdirectory("memmagics-");
        _folders.Add(folder);
        var file = Path.Combine(folder.FullName, Path.GetFileName(original));
        File.WriteAllBytes(file, library.Image);
        if (library.Symbols is { } symbols)
            File.WriteAllBytes(Path.ChangeExtension(file, ".pdb"), symbols);
        NeighbourLinks.Create(folder.FullName, Path.GetDirectoryName(original)!);
        return file;
    }
}
