using MemMagics.Wire;

namespace MemMagics.Worker.Origins;

/// <summary>Names of types that events refer to.</summary>
internal static class TypeNames
{
    /// <summary>The types as C# writes them, in their order; empty for those of our own code.</summary>
    /// <param name="handles">In events, a type's id is the address in its type handle.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<long> handles) => [.. handles.Select(Of)];

    private static string Of(long handle) =>
        Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr((nint)handle)) is { } type && !IsOwn(type) ? CSharpName.Of(type) : "";

    private static bool IsOwn(Type type) =>
        OwnCode.Contains(type)
        || (type.HasElementType && IsOwn(type.GetElementType()!))
        || (type.IsGenericType && Array.Exists(type.GetGenericArguments(), IsOwn));
}
