using System.Reflection;
using MemMagics.State.Fidelity;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>A type of which a snapshot holds values.</summary>
/// <param name="Plan">How they are written.</param>
/// <param name="Index">The number of that way in the snapshot.</param>
/// <param name="Singletons">Static read-only fields of the type that hold an object of the type, and what they hold; empty for most types.</param>
internal sealed record WrittenType(TypePlan Plan, int Index, IReadOnlyList<(object Value, FieldInfo Field)> Singletons)
{
    private static readonly Dictionary<object, FieldInfo> s_none = [];

    public Travel Travel => Plan.Travel;

    /// <summary>The places where its objects, or the elements of its arrays, keep hash codes.</summary>
    public IReadOnlyList<HashPlace> HashPlaces { get; init; } = [];

    /// <summary>For a hash table: how it is written when it is copied as it is.</summary>
    public WrittenType? Copy { get; init; }

    /// <summary>Objects of the type that static fields of a library refer to, and those fields.</summary>
    public IReadOnlyDictionary<object, FieldInfo> Registered { get; init; } = s_none;

    /// <summary>For a framework collection, the fields by which a change shows; empty for all other types.</summary>
    public Slot[] Versions { get; init; } = [];

    /// <summary>For iterators that travel only before they have started, the offset of their state; <see langword="null"/> for all other types.</summary>
    public int? StateOffset { get; init; }

    /// <summary>The field that holds this very object, if one does.</summary>
    public FieldInfo? SingletonField(object value)
    {
        foreach (var (singleton, field) in Singletons)
        {
            if (ReferenceEquals(singleton, value))
                return field;
        }

        return null;
    }
}
