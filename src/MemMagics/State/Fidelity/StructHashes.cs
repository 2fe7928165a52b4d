using System.Reflection;
using MemMagics.Wire.State;

namespace MemMagics.State.Fidelity;

/// <summary>
/// Tells whose hash codes are surely others in the worker: those of structs without a <c>GetHashCode</c> of their own, into which the runtime mixes the
/// address of their type (runtime, ValueType.GetHashCode), and of tuples and records with such a struct inside.
/// </summary>
internal static class StructHashes
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool Differ(Type type) => Differ(type, []);

    /// <summary>Whether it is a tuple of the framework, a value or an object.</summary>
    public static bool IsTuple(Type type) =>
        type is { IsGenericType: true, Namespace: "System" } && (type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal) || type.Name.StartsWith("Tuple`", StringComparison.Ordinal));

    /// <param name="type">A type.</param>
    /// <param name="open">The types whose fields are being looked at: records can contain each other.</param>
    private static bool Differ(Type type, HashSet<Type> open)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type.IsByRefLike || type.ContainsGenericParameters)
            return false;
        if (IsCombination(type))
            return open.Add(type) && TypeLayout.InstanceFields(type).Any(field => Differ(field.FieldType, open));
        return type.IsValueType && type.GetMethod(nameof(GetHashCode), Type.EmptyTypes)?.DeclaringType == typeof(ValueType);
    }

    /// <summary>Whether its hash code is that of its fields: tuples, <c>int?</c>, anonymous types, and records for which the compiler wrote it.</summary>
    private static bool IsCombination(Type type) =>
        Nullable.GetUnderlyingType(type) is not null || IsTuple(type) || type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal)
        || (type.GetMethod("PrintMembers", Instance) is not null && type.GetMethod(nameof(GetHashCode), Instance, [])?.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)) == true);
}
