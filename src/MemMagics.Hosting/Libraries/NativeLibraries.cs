using System.Runtime.InteropServices;
using MemMagics.Platform;

namespace MemMagics.Hosting.Libraries;

/// <summary>Lets assemblies of packages find the native libraries that their packages bring, as an application's dependency file would.</summary>
public sealed class NativeLibraries : IDisposable
{
    private readonly LibraryContexts _contexts;

    // Replaced, never changed: code looks for libraries on its own threads.
    private volatile IReadOnlyList<string> _folders = [];

    public NativeLibraries()
    {
        // Not a resolver per assembly: an assembly that sets its own would find the place taken and throw.
        _contexts = new LibraryContexts(context => context.ResolvingUnmanagedDll += (_, name) => Find(name));
        _contexts.Watch();
    }

    public IReadOnlyList<string> Folders => _folders;

    public void Add(IEnumerable<string> nativeFolders) => _folders = [.. _folders, .. nativeFolders.Except(_folders)];

    public void Dispose() => _contexts.Dispose();

    private nint Find(string name)
    {
        foreach (var folder in _folders)
        {
            foreach (var file in HostPlatform.Names.NativeLibrary(name))
            {
                if (NativeLibrary.TryLoad(Path.Combine(folder, file), out var handle))
                    return handle;
            }
        }

        return 0;
    }
}
