using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using MemMagics.Wire;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Loading;

/// <summary>The load context for the notebook's submissions and libraries in the worker. The framework and the worker itself stay in the default context.</summary>
/// <remarks>A separate context, because the default one prefers the trusted file of a name even to an image that was loaded (docs/measurements.md, Workers).</remarks>
internal sealed class NotebookLoadContext : AssemblyLoadContext
{
    private readonly Dictionary<string, AssemblyImage> _images;
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);
    private readonly IReadOnlyList<string> _folders;
    private readonly IReadOnlyList<string> _nativeFolders;
    private readonly Dictionary<string, LibrarySetting[]> _settings;

    public NotebookLoadContext(RunRequest request)
        : base("notebook")
    {
        _images = request.Images.ToDictionary(image => image.Name, StringComparer.OrdinalIgnoreCase);
        _folders = request.LibraryFolders;
        _nativeFolders = request.NativeLibraryFolders;
        _settings = request.LibrarySettings.GroupBy(setting => setting.Assembly).ToDictionary(settings => settings.Key, settings => settings.ToArray());
        foreach (var path in request.References)
            _files.TryAdd(Path.GetFileNameWithoutExtension(path), path);

        // After the framework's, as in the notebook. The framework's own code asks the default context, whoever called it.
        Resolving += (_, name) => FindBeside(name);
        ResolvingUnmanagedDll += (_, name) => LoadUnmanagedDll(name, _folders);
        Default.Resolving += (_, name) => Assemblies.FirstOrDefault(loaded => loaded.GetName().Name == name.Name) ?? Load(name) ?? FindBeside(name);
        Default.ResolvingUnmanagedDll += (_, name) => LoadUnmanagedDll(name);
    }

    /// <summary>Binds the line probe in all assemblies loaded so far.</summary>
    /// <remarks>
    /// Otherwise the runtime binds it during measured code, in the first woven method of a module, and allocates the name with which it asks
    /// this context. It remembers such a binding for each module separately, so each module must resolve its own reference.
    /// </remarks>
    public void BindProbe()
    {
        foreach (var assembly in Assemblies)
            _ = assembly.ManifestModule.GetMethod(LineProbeNames.Reference)?.GetParameters();
    }

    /// <remarks>Runs inside measured code that is the first to use an assembly, and is counted there. So everything possible is prepared in advance.</remarks>
    protected override Assembly? Load(AssemblyName name)
    {
        if (name.Name is not { } simpleName || simpleName == LineProbeNames.Assembly)
            return null;

        if (_images.TryGetValue(simpleName, out var image))
            return LoadFromImage(image);

        return _files.TryGetValue(simpleName, out var path) && File.Exists(path) ? Set(LoadFromAssemblyPath(path), simpleName) : null;
    }

    protected override nint LoadUnmanagedDll(string name) => LoadUnmanagedDll(name, _nativeFolders);

    /// <summary>A library that nobody referred to by its file: it lies beside one that somebody did.</summary>
    private Assembly? FindBeside(AssemblyName name)
    {
        foreach (var folder in _folders)
        {
            var path = Path.Combine(folder, name.CultureName ?? "", $"{name.Name}.dll");
            if (File.Exists(path) && (name.Version is not { } least || AssemblyName.GetAssemblyName(path).Version >= least))
                return LoadFromAssemblyPath(path);
        }

        return null;
    }

    private static nint LoadUnmanagedDll(string name, IReadOnlyList<string> folders)
    {
        foreach (var folder in folders)
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
        // Removed before use, because setting them runs the library's code, which may load the library again.
        if (_settings.Remove(name, out var due))
        {
            foreach (var setting in due)
                LibrarySettings.Apply(library, setting);
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
