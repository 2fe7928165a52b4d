using System.Reflection;
using System.Runtime.Loader;

namespace MemMagics.Cli.Completion;

/// <summary>
/// Loads the assembly MemMagics.Editor when it is first used, in a load context of its own. So a run that is never asked for completions
/// loads none of Roslyn's services, and a notebook's packages (Humanizer) do not clash with theirs.
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
        /// <summary>What is not in the folder is the tool's, the compiler above all: both sides exchange its types.</summary>
        protected override Assembly? Load(AssemblyName assemblyName) =>
            Path.Combine(s_folder, $"{assemblyName.Name}.dll") is var path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
