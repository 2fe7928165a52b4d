using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace MemMagics.Cli.Packages;

/// <summary>Lets assemblies of packages find the native libraries that their packages bring, as an application's dependency file would.</summary>
internal sealed class NativeLibraries : IDisposable
{
    private readonly ConditionalWeakTable<AssemblyLoadContext, object> _hooked = [];
    private readonly List<string> _folders = [];

    public NativeLibraries()
    {
        AppDomain.CurrentDomain.AssemblyLoad += HookContext;
    }

    public IReadOnlyList<string> Folders => _folders;

    public void Add(IEnumerable<string> nativeFolders) => _folders.AddRange(nativeFolders.Except(_folders).ToList());

    public void Dispose() => AppDomain.CurrentDomain.AssemblyLoad -= HookContext;

    private void HookContext(object? sender, AssemblyLoadEventArgs loaded)
    {
        // Not a resolver per assembly: an assembly that sets its own would find the place taken and throw.
        if (AssemblyLoadContext.GetLoadContext(loaded.LoadedAssembly) is { } context && context != AssemblyLoadContext.Default && _hooked.TryAdd(context, this))
            context.ResolvingUnmanagedDll += (_, name) => Find(name);
    }

    private nint Find(string name)
    {
        foreach (var folder in _folders)
        {
            foreach (var file in FileNames(name))
            {
                if (NativeLibrary.TryLoad(Path.Combine(folder, file), out var handle))
                    return handle;
            }
        }

        return 0;
    }

    private static IEnumerable<string> FileNames(string name) =>
        OperatingSystem.IsWindows() ? [name, $"{name}.dll"]
        : OperatingSystem.IsMacOS() ? [name, $"lib{name}.dylib", $"{name}.dylib"]
        : [name, $"lib{name}.so", $"{name}.so"];
}
