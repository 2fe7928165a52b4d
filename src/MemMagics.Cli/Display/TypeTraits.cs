namespace MemMagics.Cli.Display;

/// <summary>What a type's shape says about how its values read best.</summary>
internal static class TypeTraits
{
    /// <summary>Whether the type, or a base type other than the most general ones, overrides <c>ToString</c>.</summary>
    public static bool HasOwnText(Type type) =>
        type.GetMethod(nameof(ToString), Type.EmptyTypes) is { } method && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType);

    /// <summary>Whether the compiler has written the type's text: a record, or an anonymous type.</summary>
    public static bool IsRecord(Type type) =>
        type.GetMethod("PrintMembers", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Public) is not null
        || type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    /// <summary>The types that a sequence says its elements have; none for one that does not say.</summary>
    public static IEnumerable<Type> ElementTypes(Type sequence) => sequence.GetInterfaces().Append(sequence)
        .Where(static type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(static type => type.GetGenericArguments()[0]);
}
