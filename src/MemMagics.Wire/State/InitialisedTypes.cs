using System.Reflection;

namespace MemMagics.Wire.State;

/// <summary>
/// The types of a library whose static initialisers have run. They may have filled a table that travels, so the worker runs them before it sets the
/// table; later they would add the same objects a second time.
/// </summary>
public static class InitialisedTypes
{
    /// <summary>Those that have an initialiser, constructions of generic types included; none where the runtime does not say what has run.</summary>
    /// <param name="library">The assembly that defines them.</param>
    public static IReadOnlyList<Type> Of(Assembly library) =>
        [.. All(library).Where(static type => !type.IsGenericTypeDefinition).Concat(ConstructedTypes.Of(library)).Where(static type => type.TypeInitializer is not null && TypeInitialisation.HasRun(type))];

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
