using System.Globalization;

namespace MemMagics.Wire.State;

/// <summary>Type names as people of C# write them, without the submission class around notebook types.</summary>
public static class TypeNames
{
    public static string Of(Type type)
    {
        if (type.IsArray)
            return $"{Of(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Of(underlying) + "?";
        if (type is { IsGenericParameter: false, DeclaringType: { } outer } && TravelPolicy.IsFramework(type))
            return $"{Of(outer.IsGenericType ? outer.MakeGenericType(type.GetGenericArguments()[..outer.GetGenericArguments().Length]) : outer)}.{Own(type)}";
        return Own(type);
    }

    /// <summary>The type's own name, with those type arguments that no type around it has.</summary>
    private static string Own(Type type)
    {
        var arity = type.Name.IndexOf('`', StringComparison.Ordinal);
        return arity < 0 ? type.Name : $"{type.Name[..arity]}<{string.Join(", ", type.GetGenericArguments()[^int.Parse(type.Name.AsSpan(arity + 1), CultureInfo.InvariantCulture)..].Select(Of))}>";
    }
}
