using System.Reflection;
using System.Runtime.Loader;

namespace MemMagics.Cli.Completion;

/// <summary>
/// Finds the assembly MemMagics.Editor when it is first used, in a load context of its own. It and Roslyn's services stay out of the
/// tool's own assemblies: a run that is never asked loads none of them, and a notebook's packages (Humanizer) do not meet theirs.
/// </summary>
internal static class EditorAssembly
{
    private const string Name = "MemMagics.Editor";

    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(typeof(EditorAssembly).Assembly.Location)!, "editor");
    private static readonly Lazy<AssemblyLoadContext> s_context = new(() => new Context());

    /// <summary>To be called before anything of the assembly is used.</summary>
    public static void Register()
    {
        AssemblyLoadContext.Default.Resolving -= Find;
        AssemblyLoadContext.Default.Resolving += Find;
    }

    private static Assembly? Find(AssemblyLoadContext context, AssemblyName name) => name.Name == Name ? s_context.Value.LoadFromAssemblyName(name) : null;

    private sealed class Context() : AssemblyLoadContext(EditorAssembly.Name)
    {
        /// <summary>What is not in the folder is the tool's, the compiler above all: its types are spoken of on both sides.</summary>
        protected override Assembly? Load(AssemblyName assemblyName) =>
            Path.Combine(s_folder, $"{assemblyName.Name}.dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
