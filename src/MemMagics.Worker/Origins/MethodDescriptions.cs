using System.Reflection;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Origins;

/// <summary>Describes methods that were inlined: of these the runtime's events tell handles, but not where they were called.</summary>
internal static class MethodDescriptions
{
    /// <summary>Describes methods, in their order; <see cref="MethodDescription.Unknown"/> for those that reflection does not know.</summary>
    /// <param name="handles">The handles of methods that are loaded, from events.</param>
    public static IReadOnlyList<MethodDescription> Of(IReadOnlyList<MethodHandle> handles) => [.. handles.Select(Describe)];

    private static MethodDescription Describe(MethodHandle handle)
    {
        try
        {
            return Read(handle);
        }
        catch (Exception)
        {
            return MethodDescription.Unknown; // what code refers to need not be there, and users' own code may look for it
        }
    }

    private static MethodDescription Read(MethodHandle handle)
    {
        var type = RuntimeTypeHandle.FromIntPtr((nint)handle.Type);
        if (MethodBase.GetMethodFromHandle(RuntimeMethodHandle.FromIntPtr((nint)handle.Method), type) is not { } method)
            return MethodDescription.Unknown;

        var assembly = method.Module.Assembly;
        return new(assembly.GetName().Name ?? "", assembly.Location, method.MetadataToken, method.DeclaringType?.ToString() ?? "", method.Name, CodeReferences.Of(method));
    }
}
