using System.Reflection;
using MemMagics.Wire.State;

namespace MemMagics.State.Fidelity;

/// <summary>
/// The types of a library whose static initialisers have run. They may have filled a table that travels, so the worker runs them before it sets the
/// table; later they would add the same objects a second time.
/// </summary>
internal static class InitialisedTypes
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<Type> Of(Assembly library) =>
        [.. All(library).Where(static type => type is { IsGenericTypeDefinition: false, TypeInitializer: not null } && TypeInitialisation.HasRun(type))];

    /// <summary>The objects of a type that read-only static fields of these types hold, and those fields.</summary>
    public static IEnumerable<(object Value, FieldInfo Field)> Holding(Type type)
    {
        foreach (var field in Of(type.Assembly).SelectMany(static holder => holder.GetFields(Static)))
        {
            if (field.IsInitOnly && field.FieldType != typeof(object) && field.FieldType.IsAssignableFrom(type) && field.GetValue(null) is { } value && value.GetType() == type)
                yield return (value, field);
        }
    }

    private static IEnumerable<Type> All(Assembly library)
    {
        try
        {
            return library.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            // Those that refer to a library that is missing cannot have been initialised.
            return e.Types.OfType<Type>();
        }
    }
}
