using System.Reflection;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>
/// Objects that are the value of a static read-only field of their own class or a base class of it: <c>DBNull.Value</c>,
/// <c>Encoding.UTF8</c>, a library's <c>Empty</c>. Whatever they hold, the worker uses its own object in their place.
/// </summary>
internal static class Singletons
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<(object Value, FieldInfo Field)> Of(Type type)
    {
        if (type.IsValueType || type.IsArray || type == typeof(string) || type == typeof(object) || type.IsAssignableTo(typeof(Delegate)) || type.IsAssignableTo(typeof(Type)))
            return [];
        List<(object, FieldInfo)>? found = null;
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            foreach (var field in level.GetFields(Any))
            {
                if (!field.IsInitOnly || field.FieldType == typeof(object) || !field.FieldType.IsAssignableFrom(type))
                    continue;
                // Before the type's initialiser has run, the field is null, and reading it would run the initialiser.
                if (!TypeInitialisation.HasRun(level))
                    break;
                if (field.GetValue(null) is { } value && value.GetType() == type)
                    (found ??= []).Add((value, field));
            }
        }

        return found ?? (IReadOnlyList<(object, FieldInfo)>)[];
    }
}
