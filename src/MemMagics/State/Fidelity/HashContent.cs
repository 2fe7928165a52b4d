namespace MemMagics.State.Fidelity;

/// <summary>What is known to have been put into an array, a collection or a tuple. It is one object, however often the value was copied on the stack.</summary>
internal sealed class HashContent
{
    private static readonly HashSet<string> s_selecting =
    [
        "Select", "SelectMany", "Zip", "GroupBy", "CountBy", "AggregateBy", "ToDictionary", "ToLookup", "ToFrozenDictionary", "ToImmutableDictionary", "ToImmutableSortedDictionary", "ConvertAll",
    ];

    public bool HasHash { get; set; }

    /// <summary>Whether what a function returns becomes a part of what the method of this name returns: not for an order or a condition.</summary>
    public static bool IsSelectedBy(string method) => s_selecting.Contains(method);

    /// <summary>Whether values of the type hold other values that were given to them.</summary>
    public static bool IsIn(Type type) =>
        type.IsArray || StructHashes.IsTuple(type) || (type.IsGenericType && (type.Name.StartsWith("<>f__AnonymousType", StringComparison.Ordinal)
            || (type.Namespace is { } space && (space.StartsWith("System.Collections", StringComparison.Ordinal) || space.StartsWith("System.Linq", StringComparison.Ordinal)))));
}
