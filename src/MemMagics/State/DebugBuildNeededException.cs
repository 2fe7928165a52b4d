namespace MemMagics.State;

/// <summary>
/// An object was met that the Release build of its submission cannot have. It ends the capture, which begins anew with the
/// notebook's build: until then other objects of the type, and the code, were followed in the build that does not do.
/// </summary>
internal sealed class DebugBuildNeededException(Type type, string reason) : Exception(reason)
{
    /// <summary>The object's type.</summary>
    public Type Type { get; } = type;
}
