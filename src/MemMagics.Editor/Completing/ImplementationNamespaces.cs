namespace MemMagics.Editor.Completing;

/// <summary>
/// Namespaces of the framework's implementation that no reference assembly has. Cells are compiled against the implementation, so the
/// compiler sees the few public types in them.
/// </summary>
internal static class ImplementationNamespaces
{
    private static readonly HashSet<string> s_names = ["Internal", "FxResources", "MS"];

    /// <param name="name">The first part of a namespace's name.</param>
    public static bool Contains(string name) => s_names.Contains(name);
}
