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
    /// <param name="type">The class of the objects.</param>
    /// <param name="isLibrarys">Whether a class is of a library: static fields of the notebook's classes travel where its code reads them.</param>
    public static IReadOnlyDictionary<object, FieldInfo> Of(Type type, Func<Type, bool> isLibrarys)
    {
        var known = new Dictionary<object, FieldInfo>(ReferenceEqualityComparer.Instance);
        if (type.IsValueType || type.IsArray || IsCompilers(type))
            return known;
        for (var level = type; level is not null && !TravelPolicy.IsFramework(level); level = level.BaseType)
        {
            // Before the class's initialiser has run, its fields are null, and reading them would run the initialiser.
            if (!isLibrarys(level) || !TypeInitialisation.HasRun(level))
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

    /// <summary>The numbers and texts beside such a field that its class changes, as the number of its next instance.</summary>
    public static IEnumerable<FieldInfo> CountersBeside(FieldInfo field) => field.DeclaringType!.GetFields(Static).Where(static other =>
        !other.IsLiteral && !other.IsInitOnly && !other.IsDefined(typeof(ThreadStaticAttribute)) && (other.FieldType.IsPrimitive || other.FieldType.IsEnum || other.FieldType == typeof(string)) && other.FieldType != typeof(nint) && other.FieldType != typeof(nuint));

    /// <summary>The objects of a type that read-only static fields of its library hold, and those fields: one of them may be in a table.</summary>
    public static IEnumerable<(object Value, FieldInfo Field)> HeldByInitialised(Type type)
    {
        foreach (var field in InitialisedTypes.Of(type.Assembly).SelectMany(static holder => holder.GetFields(Static)))
        {
            if (field.IsInitOnly && field.FieldType != typeof(object) && field.FieldType.IsAssignableFrom(type) && field.GetValue(null) is { } value && value.GetType() == type)
                yield return (value, field);
        }
    }

    /// <summary>The libraries of a table and of what it holds: any of them may have added to it when it was initialised.</summary>
    public static IEnumerable<Assembly> LibrariesOf(FieldInfo table) =>
        Items((IEnumerable)table.GetValue(null)!).OfType<object>().Select(static item => item.GetType()).Where(static type => !TravelPolicy.IsFramework(type)).Select(static type => type.Assembly).Append(table.DeclaringType!.Assembly).Distinct();

    private static void Add(Dictionary<object, FieldInfo> known, Type type, FieldInfo field, object? value)
    {
        // For a read-only field, the worker uses its own object: see Singletons.
        if (value?.GetType() == type && !field.IsInitOnly)
            known.TryAdd(value, field);
        else if (value is IEnumerable items && CanBeRead(value.GetType()))
        {
            foreach (var item in Items(items))
            {
                if (item?.GetType() == type)
                    known.TryAdd(item, field);
            }
        }
    }

    /// <summary>Whether enumerating the collection runs framework code only.</summary>
    private static bool CanBeRead(Type type) => type.IsArray
        ? !type.GetElementType()!.IsValueType
        : TravelPolicy.IsFramework(type)
            && (type.Namespace!.StartsWith("System.Collections", StringComparison.Ordinal) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ConditionalWeakTable<,>)));

    /// <summary>The items of a collection; of a table, its keys and values.</summary>
    private static List<object?> Items(IEnumerable collection)
    {
        var found = new List<object?>();
        try
        {
            foreach (var item in collection)
            {
                found.AddRange(item switch
                {
                    WeakReference weak => [weak.Target],
                    DictionaryEntry entry => [entry.Key, entry.Value],
                    { } when item.GetType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) =>
                        [pair.GetProperty("Key")!.GetValue(item), pair.GetProperty("Value")!.GetValue(item)],
                    _ => new object?[] { item },
                });
            }
        }
        catch (InvalidOperationException)
        {
            // Another thread is changing it; the items read so far count.
        }

        return found;
    }

    private static bool IsCompilers(Type type) => type.Name.StartsWith('<') || type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
