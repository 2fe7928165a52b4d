using System.Reflection;
using System.Runtime.CompilerServices;
using MemMagics.Wire.State;

namespace MemMagics.State.Fidelity;

/// <summary>
/// Fields in which classes of the notebook and of libraries keep hash codes. Hash codes of strings, and of objects that do not
/// override <c>GetHashCode</c>, differ between processes: a lookup by a stored one would fail in the worker. (For the framework's
/// own classes the table of rules takes care of it.)
/// </summary>
internal static class HashFields
{
    private static readonly ConditionalWeakTable<Type, IReadOnlySet<FieldInfo>> s_found = [];

    /// <summary>The fields with hash codes in an object of the type, or in an element if it is an array; empty for most types.</summary>
    public static IReadOnlyList<HashPlace> In(Type type)
    {
        var holder = type.IsArray ? type.GetElementType()! : type;
        if (holder.IsPrimitive || holder.IsEnum || holder.IsPointer || (type.IsArray && !holder.IsValueType))
            return [];
        var places = new List<HashPlace>();
        AddPlaces(places, holder, 0);
        return places;
    }

    private static void AddPlaces(List<HashPlace> places, Type type, int offset)
    {
        foreach (var field in TypeLayout.InstanceFields(type))
        {
            if (TravelPolicy.IsFramework(field.DeclaringType!))
                continue;
            var at = offset + FieldOffsets.Of(field, type);
            if (HashPlace.IsNumber(field.FieldType) || field.FieldType.IsArray)
            {
                if (IsHash(field))
                    places.Add(new HashPlace(field, at, field.FieldType.IsArray ? nint.Size : RuntimeHelpers.SizeOf(field.FieldType.TypeHandle)));
            }
            else if (field.FieldType is { IsValueType: true, IsPrimitive: false, IsEnum: false })
            {
                AddPlaces(places, field.FieldType, at);
            }
        }
    }

    private static bool IsHash(FieldInfo field) =>
        HashFlow.Outermost(field.DeclaringType) is { } holder
        && s_found.GetValue(holder, HashFlow.FieldsOf).Any(found => found.MetadataToken == field.MetadataToken && found.Module == field.Module);
}
