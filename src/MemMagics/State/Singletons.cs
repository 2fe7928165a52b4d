using System.Reflection;
using MemMagics.Worker.State;

namespace MemMagics.State;

/// <summary>Objects that are the value of a static read-only field of their own type: <c>DBNull.Value</c>, a library's <c>Empty</c>, a null object.</summary>
internal static class Singletons
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<(object Value, FieldInfo Field)> Of(Type type)
    {
        if (type.IsValueType)
            return [];
        List<(object, FieldInfo)>? found = null;
        foreach (var field in type.GetFields(Any))
        {
            if (!field.IsInitOnly || !field.FieldType.IsAssignableFrom(type) || field.FieldType == typeof(object))
                continue;
            // Before its initialiser has run the field holds nothing, and reading it would run the initialiser.
            if (!TypeInitialisation.HasRun(type))
                return [];
            if (field.GetValue(null) is { } value && value.GetType() == type)
                (found ??= []).Add((value, field));
        }

        return found ?? (IReadOnlyList<(object, FieldInfo)>)[];
    }
}
