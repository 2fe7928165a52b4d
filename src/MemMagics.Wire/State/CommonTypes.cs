using System.Collections;

namespace MemMagics.Wire.State;

/// <summary>
/// Types whose own hash codes libraries keep, to tell quickly what a value is. A worker takes them over when it starts, before anything there asks for
/// one, so that they are the notebook's. (Types of the notebook and of libraries have theirs from the snapshot.)
/// </summary>
public static class CommonTypes
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(object), typeof(string), typeof(bool), typeof(char), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(Half), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan), typeof(Guid), typeof(Uri), typeof(Version),
        typeof(Type), typeof(Array), typeof(Enum), typeof(ValueType), typeof(Delegate), typeof(Exception), typeof(Nullable<>), typeof(void), typeof(DBNull),
        typeof(IEnumerable), typeof(ICollection), typeof(IList), typeof(IDictionary), typeof(IEnumerable<>), typeof(ICollection<>), typeof(IList<>), typeof(IDictionary<,>), typeof(ISet<>),
        typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>), typeof(IReadOnlyDictionary<,>), typeof(KeyValuePair<,>), typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(Queue<>), typeof(Stack<>),
        typeof(ArrayList), typeof(Hashtable), typeof(object[]), typeof(string[]), typeof(byte[]), typeof(int[]), typeof(Task), typeof(Task<>),
    ];

    /// <summary>Their hash codes in this process.</summary>
    public static int[] Hashes() => [.. All.Select(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode)];

    /// <summary>Gives them the hash codes of another process.</summary>
    /// <returns>Whether they have them now.</returns>
    public static bool Adopt(IReadOnlyList<int> hashes)
    {
        var adopted = hashes.Count == All.Count;
        for (var i = 0; i < All.Count && adopted; i++)
            adopted = IdentityHashes.Set(All[i], hashes[i]);
        return adopted;
    }
}
