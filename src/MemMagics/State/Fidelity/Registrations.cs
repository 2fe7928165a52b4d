using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using MemMagics.Wire.State;

namespace MemMagics.State.Fidelity;

/// <summary>
/// Objects of libraries to which a static field of their own class also refers: a current instance, or a list or table of all
/// instances. Such a field travels with them, because in the worker they would else be unknown to their class.
/// </summary>
internal static class Registrations
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The objects that static fields of the class and its bases refer to, each with its field.</summary>
    public static IReadOnlyDictionary<object, FieldInfo> Of(Type type)
    {
        var known = new Dictionary<object, FieldInfo>(ReferenceEqualityComparer.Instance);
        if (type.IsValueType || type.IsArray || IsCompilers(type))
            return known;
        for (var level = type; level is not null && !TravelPolicy.IsFramework(level); level = level.BaseType)
        {
            // Before the class's initialiser has run, its fields are null, and reading them would run the initialiser.
            if (!TypeInitialisation.HasRun(level))
                continue;
            foreach (var field in level.GetFields(Static))
            {
                if (!field.IsLiteral && !field.FieldType.IsValueType && !field.IsDefined(typeof(ThreadStaticAttribute)))
                    Add(known, type, field, field.GetValue(null));
            }
        }

        return known;
    }

    /// <summary>Whether a static field is a table to which initialisers of other types may add.</summary>
    public static bool IsTable(FieldInfo field) => field.GetValue(null) is IEnumerable value and not Array && CanBeRead(value.GetType());

    private static void Add(Dictionary<object, FieldInfo> known, Type type, FieldInfo field, object? value)
    {
        // For a read-only field, the worker uses its own object: see Singletons.
        if (value?.GetType() == type && !field.IsInitOnly)
            known.TryAdd(value, field);
        else if (value is IEnumerable items && CanBeRead(value.GetType()))
            AddItems(known, type, field, items);
    }

    /// <summary>Whether enumerating the collection runs framework code only.</summary>
    private static bool CanBeRead(Type type) => type.IsArray
        ? !type.GetElementType()!.IsValueType
        : TravelPolicy.IsFramework(type)
            && (type.Namespace!.StartsWith("System.Collections", StringComparison.Ordinal) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ConditionalWeakTable<,>)));

    private static void AddItems(Dictionary<object, FieldInfo> known, Type type, FieldInfo field, IEnumerable items)
    {
        try
        {
            foreach (var item in items)
            {
                var (first, second) = item switch
                {
                    WeakReference weak => (weak.Target, null),
                    DictionaryEntry entry => (entry.Key, entry.Value),
                    { } when item.GetType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) =>
                        (pair.GetProperty("Key")!.GetValue(item), pair.GetProperty("Value")!.GetValue(item)),
                    _ => (item, null),
                };
                if (first?.GetType() == type)
                    known.TryAdd(first, field);
                if (second?.GetType() == type)
                    known.TryAdd(second, field);
            }
        }
        catch (InvalidOperationException)
        {
            // Another thread is changing it; the items read so far count.
        }
    }

    private static bool IsCompilers(Type type) => type.Name.StartsWith('<') || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
