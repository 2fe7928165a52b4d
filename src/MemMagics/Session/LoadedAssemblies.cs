using System.Reflection;
using System.Runtime.CompilerServices;

namespace MemMagics.Session;

/// <summary>What the notebook's process has loaded. A long notebook has loaded many: each cell is an assembly, in a load context of its own.</summary>
internal static class LoadedAssemblies
{
    // To ask an assembly for its name takes longer than to look through all of them.
    private static readonly ConditionalWeakTable<Assembly, string> s_names = [];

    /// <summary>Those with a simple name, in the order in which they were loaded; none when nothing of the name is loaded.</summary>
    public static IEnumerable<Assembly> Named(string name) => AppDomain.CurrentDomain.GetAssemblies().Where(assembly => NameOf(assembly) == name);

    /// <summary>All of them by their simple names.</summary>
    public static ILookup<string, Assembly> ByName() => AppDomain.CurrentDomain.GetAssemblies().ToLookup(NameOf);

    private static string NameOf(Assembly assembly) => s_names.GetValue(assembly, static assembly => assembly.GetName().Name ?? "");
}
