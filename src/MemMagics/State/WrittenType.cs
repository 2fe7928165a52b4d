using System.Reflection;
using MemMagics.Worker.State;

namespace MemMagics.State;

/// <summary>A type of which a snapshot holds values.</summary>
/// <param name="Plan">How they are written.</param>
/// <param name="Index">Its number in the snapshot.</param>
/// <param name="Singletons">Static read-only fields of the type that hold an object of the type, and what they hold; empty for most types.</param>
internal sealed record WrittenType(TypePlan Plan, int Index, IReadOnlyList<(object Value, FieldInfo Field)> Singletons)
{
    public Travel Travel => Plan.Travel;

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
