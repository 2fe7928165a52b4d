using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using MemMagics.Worker.Wire;

namespace MemMagics.Worker.Loading;

/// <summary>Where the notebook's submissions and libraries live in the worker. The framework and the worker itself stay in the default context.</summary>
/// <remarks>A context of its own, because the default one returns the file on its list even when an image of that name was loaded (DESIGN.md, section 11).</remarks>
internal sealed class NotebookLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, AssemblyImage> _images;
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<string> _nativeFolders;
    private readonly List<LibrarySetting> _settings;

    public NotebookLoadContext(RunRequest request)
        : base("notebook")
    {
        _images = request.Images.ToDictionary(image => image.Name, StringComparer.OrdinalIgnoreCase);
        _nativeFolders = request.NativeLibraryFolders;
        _settings = [.. request.LibrarySettings];
        foreach (var path in request.References)
            _files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
    }

    protected override Assembly? Load(AssemblyName name)
    {
        if (name.Name is not { } simpleName || simpleName == typeof(NotebookLoadContext).Assembly.GetName().Name)
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
        while (_settings.Find(setting => setting.Assembly == name) is { } due)
        {
            // First, because the library's own code may ask for the library.
            _settings.Remove(due);
            library.GetType(due.Type)?.GetProperty(due.Property)?.SetValue(null, due.Value);
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
