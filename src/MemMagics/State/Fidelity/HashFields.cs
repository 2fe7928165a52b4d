using System.Reflection;
using System.Runtime.CompilerServices;
using MemMagics.Wire.State;

namespace MemMagics.State.Fidelity;

/// <summary>
/// Fields in which classes of the notebook and of libraries keep hash codes that are others in the worker: a lookup by a stored one would fail
/// there. (For the framework's own classes the table of rules takes care of it.)
/// </summary>
internal static class HashFields
{
    /// <summary>The fields with hash codes in an object of the type, or in an element if it is an array; empty for most types.</summary>
    public static IReadOnlyList<HashPlace> In(Type type, PortableHashes hashes)
    {
        var holder = type.IsArray ? type.GetElementType()! : type;
        if (holder.IsPrimitive || holder.IsEnum || holder.IsPointer || (type.IsArray && !holder.IsValueType))
            return [];
        var places = new List<HashPlace>();
        AddPlaces(places, holder, 0, hashes);
        return places;
    }

    /// <summary>The fields of a class in which its objects remember such a hash code: they stay empty in the worker, and are filled again when they are needed.</summary>
    public static IReadOnlyList<FieldInfo> RememberedIn(Type type, PortableHashes hashes) => !type.IsClass || type.IsArray || TravelPolicy.IsFramework(type)
        ? []
        : [.. TypeLayout.InstanceFields(type).Where(field => HashPlace.IsNumber(field.FieldType) && !TravelPolicy.IsFramework(field.DeclaringType!) && IsHash(field, hashes) && HashMemo.Is(field))];

    private static void AddPlaces(List<HashPlace> places, Type type, int offset, PortableHashes hashes)
    {
        foreach (var field in TypeLayout.InstanceFields(type))
        {
            if (TravelPolicy.IsFramework(field.DeclaringType!))
                continue;
            var at = offset + FieldOffsets.Of(field, type);
            if (field.FieldType == typeof(HashCode))
            {
                if (!hashes.SameSeeds)
                    places.Add(new HashPlace(field, at, RuntimeHelpers.SizeOf(field.FieldType.TypeHandle)));
            }
            else if (HashPlace.IsNumber(field.FieldType) || !field.FieldType.IsValueType)
            {
                if (IsHash(field, hashes) && !HashMemo.Is(field))
                    places.Add(new HashPlace(field, at, !field.FieldType.IsValueType ? nint.Size : RuntimeHelpers.SizeOf(field.FieldType.TypeHandle)));
            }
            else if (field.FieldType is { IsValueType: true, IsPrimitive: false, IsEnum: false })
            {
                AddPlaces(places, field.FieldType, at, hashes);
            }
        }
    }

    private static bool IsHash(FieldInfo field, PortableHashes hashes) =>
        HashFlow.OutermostOf(field.DeclaringType) is { } holder
        && hashes.KeptBy(holder, type => HashFlow.FieldsOf(type, hashes)).Any(found => found.MetadataToken == field.MetadataToken && found.Module == field.Module);
}
