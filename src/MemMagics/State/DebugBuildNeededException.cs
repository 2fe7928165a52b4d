namespace MemMagics.State;

/// <summary>
/// An object was found whose type the Release build of its submission lacks. It ends the capture, which starts over with the Debug
/// build, because so far the code and other objects of the type were followed in the wrong build.
/// </summary>
internal sealed class DebugBuildNeededException(Type type, string reason) : Exception(reason)
{
    /// <summary>The object's type.</summary>
    public Type Type { get; } = type;
}
