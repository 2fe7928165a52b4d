using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Loading;

/// <summary>Where the notebook's submissions and libraries live in the worker. The framework and the worker itself stay in the default context.</summary>
/// <remarks>A context of its own, because the default one returns the file on its list even when an image of that name was loaded (docs/measurements.md, Workers).</remarks>
internal sealed class NotebookLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, AssemblyImage> _images;
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<string> _nativeFolders;
    private readonly Dictionary<string, LibrarySetting[]> _settings;

    public NotebookLoadContext(RunRequest request)
        : base("notebook")
    {
        _images = request.Images.ToDictionary(image => image.Name, StringComparer.OrdinalIgnoreCase);
        _nativeFolders = request.NativeLibraryFolders;
        _settings = request.LibrarySettings.GroupBy(setting => setting.Assembly).ToDictionary(settings => settings.Key, settings => settings.ToArray());
        foreach (var path in request.References)
            _files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
    }

    /// <summary>Binds the line probe for what was loaded so far.</summary>
    /// <remarks>
    /// Else the runtime does it in measured code, at the first woven method of a module, and allocates a name to ask this context with.
    /// It keeps what it has bound in another context module by module, so each is made to look at its own reference.
    /// </remarks>
    public void BindProbe()
    {
        foreach (var assembly in Assemblies)
            _ = assembly.ManifestModule.GetMethod(LineProbeNames.Reference)?.GetParameters();
    }

    /// <remarks>Runs inside measured code that is the first to use an assembly, and is counted there: whatever can be known before is.</remarks>
    protected override Assembly? Load(AssemblyName name)
    {
        if (name.Name is not { } simpleName || simpleName == LineProbeNames.Assembly)
            return null;

        if (_images.TryGetValue(simpleName, out var image))
            return LoadFromImage(image);

        return _files.TryGetValue(simpleName, out var path) && File.Exists(path) ? Set(LoadFromAssemblyPath(path), simpleName) : null;
    }

    protected override nint LoadUnmanagedDll(string name)
    {
        foreach (var folder in _nativeFolders)
        {
            foreach (var candidate in (string[])[name, $"lib{name}.so", $"{name}.so", $"{name}.dll", $"lib{name}.dylib", $"{name}.dylib"])
            {
                var path = Path.Combine(folder, candidate);
                if (File.Exists(path) && NativeLibrary.TryLoad(path, out var handle))
                    return handle;
            }
        }

        return 0;
    }

    private Assembly Set(Assembly library, string name)
    {
        // Removed first, because the library's own code may ask for the library.
        if (_settings.Remove(name, out var due))
        {
            foreach (var setting in due)
                library.GetType(setting.Type)?.GetProperty(setting.Property)?.SetValue(null, setting.Value);
        }

        return library;
    }

    private Assembly LoadFromImage(AssemblyImage image)
    {
        using var content = new MemoryStream(image.Image, writable: false);
        using var symbols = image.Symbols.Length == 0 ? null : new MemoryStream(image.Symbols, writable: false);
        return LoadFromStream(content, symbols);
    }
}
