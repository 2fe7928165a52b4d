using System.Reflection;
using System.Runtime.Loader;

namespace MemMagics.Interactive;

/// <summary>The load context of the engine and the libraries that it brings. All else (the host, its Roslyn, the reports) is shared with the notebook.</summary>
/// <param name="folder">The folder of the extension: the engine is in <c>engine</c> in it, the reports in the package's <c>lib</c>.</param>
internal sealed class EngineLoadContext(string folder) : AssemblyLoadContext("MemMagics")
{
    private const string Reports = "MemMagics.Reports";

    // What the reports need of ours: it lies beside them, where the default context does not look.
    private const string Platform = "MemMagics.Platform";

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // A report that `-o` keeps is used by the notebook's code: the type has to be the same on both sides.
        if (assemblyName.Name is Reports or Platform)
        {
            _ = Shared(Platform);
            return Shared(assemblyName.Name);
        }

        var own = Path.Combine(folder, "engine", assemblyName.Name + ".dll");
        return File.Exists(own) ? LoadFromAssemblyPath(own) : null;
    }

    private Assembly Shared(string name) =>
        Default.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == name)
        ?? Default.LoadFromAssemblyPath(Path.GetFullPath(Path.Combine(folder, "..", "..", "lib", "net10.0", name + ".dll")));
}
