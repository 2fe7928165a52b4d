using System.Reflection;

namespace MemMagics.Wire.State;

/// <summary>
/// Tells where integers of native size are numbers. The runtime does not distinguish <c>nint</c> from <c>IntPtr</c>, so everywhere
/// else they are taken for addresses or handles, of which only zero travels.
/// </summary>
public static class NativeNumbers
{
    /// <summary>Names of assemblies whose native integers are all lengths, strides and indices.</summary>
    public static IReadOnlyList<string> Assemblies { get; } = ["System.Numerics.Tensors"];

    public static bool Are(FieldInfo field) => Assemblies.Contains(field.DeclaringType!.Assembly.GetName().Name);
}
