using System.Reflection;
using System.Runtime.Loader;
using MemMagics.Platform;
using MemMagics.Reports;

namespace MemMagics.Testing;

/// <summary>The load context of the engine and the libraries that it brings, Roslyn among them: the tests may use any versions of these.</summary>
/// <param name="folder">The folder of the engine. What was compiled ahead of time for a platform is in a folder of its name.</param>
internal sealed class EngineLoadContext(string folder) : AssemblyLoadContext("MemMagics")
{
    /// <summary>Reports that are rendered as HTML colour source code, with the engine's Roslyn if the tests have none.</summary>
    public void LendRoslyn() => GetLoadContext(typeof(Report).Assembly)!.Resolving += (_, name) =>
        name.Name is "Microsoft.CodeAnalysis" or "Microsoft.CodeAnalysis.CSharp" ? LoadFromAssemblyName(new AssemblyName(name.Name)) : null;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // A report is the tests' own object, wherever the test framework has loaded its type.
        if (assemblyName.Name == typeof(Report).Assembly.GetName().Name)
            return typeof(Report).Assembly;

        return PlatformFile.Find(folder, assemblyName.Name + ".dll") is { } own ? LoadFromAssemblyPath(own) : null;
    }
}
