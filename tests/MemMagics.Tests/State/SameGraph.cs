using System.Collections;
using System.Reflection;

namespace MemMagics.Tests.State;

/// <summary>
/// Asserts that a rebuilt graph is the original's image: the same structure, values and sharing. Types of the notebook are
/// compared by their fields, collections of the framework by what can be seen of them: order, comparer, capacity.
/// </summary>
internal sealed class SameGraph
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Dictionary<object, object> _arrived = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, object> _own = new(ReferenceEqualityComparer.Instance);
    private readonly Queue<(object? Own, object? Arrived, string Path)> _open = new();

    public static void Verify(object? own, object? arrived)
    {
        var graph = new SameGraph();
        graph._open.Enqueue((own, arrived, "root"));
        while (graph._open.TryDequeue(out var pair))
            graph.Compare(pair.Own, pair.Arrived, pair.Path);
    }

    private void Compare(object? own, object? arrived, string path)
    {
        if (own is null || arrived is null)
        {
            Require(own is null && arrived is null, path, "null on one side");
            return;
        }

        var type = own.GetType();
        Require(type.ToString() == arrived.GetType().ToString(), path, $"{type} became {arrived.GetType()}");
        if (!type.IsValueType && own is not "")
        {
            Require(!ReferenceEquals(own, arrived) || IsOneOfAKind(type), path, "the notebook's own object arrived");
            if (_arrived.TryGetValue(own, out var known))
            {
                Require(ReferenceEquals(known, arrived), path, "sharing is lost");
                return;
            }

            _arrived.Add(own, arrived);
            Require(_own.TryAdd(arrived, own), path, "two objects became one");
        }

        CompareContent(own, arrived, type, path);
    }

    private void CompareContent(object own, object arrived, Type type, string path)
    {
        if (own is string or decimal or DateTime or Guid or Type || type.IsPrimitive || type.IsEnum)
            Require(own.Equals(arrived), path, $"{own} became {arrived}");
        else if (own is Array array)
            CompareArrays(array, (Array)arrived, path);
        else if (type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true && own is IEnumerable items && type.Name is not ['K', 'e', 'y', ..])
            CompareCollections(items, (IEnumerable)arrived, type, path);
        else
            CompareFields(own, arrived, type, path);
    }

    private void CompareArrays(Array own, Array arrived, string path)
    {
        for (var dimension = 0; dimension < own.Rank; dimension++)
            Require(own.GetLength(dimension) == arrived.GetLength(dimension), path, "another length");
        var (left, right) = (own.GetEnumerator(), arrived.GetEnumerator());
        for (var i = 0; left.MoveNext() && right.MoveNext(); i++)
            _open.Enqueue((left.Current, right.Current, $"{path}[{i}]"));
    }

    private void CompareCollections(IEnumerable own, IEnumerable arrived, Type type, string path)
    {
        foreach (var name in (string[])["Count", "Capacity", "Comparer", "KeyComparer", "ValueComparer", "EqualityComparer"])
        {
            if (type.GetProperty(name, BindingFlags.Instance | BindingFlags.Public) is { } property)
                _open.Enqueue((property.GetValue(own), arrived.GetType().GetProperty(name)!.GetValue(arrived), $"{path}.{name}"));
        }

        var (left, right) = (own.Cast<object?>().ToArray(), arrived.Cast<object?>().ToArray());
        Require(left.Length == right.Length, path, $"{left.Length} items became {right.Length}");
        // What these enumerate in, the process's own seed of string hashes decides.
        if (type.Name is "ConcurrentDictionary`2" or "ImmutableDictionary`2" or "ImmutableHashSet`1" or "Hashtable")
            (left, right) = (Sorted(left), Sorted(right));
        for (var i = 0; i < left.Length; i++)
            _open.Enqueue((left[i], right[i], $"{path}[{i}]"));
    }

    /// <summary>Types, default comparers and the empty ones among immutable collections are the process's own.</summary>
    private static bool IsOneOfAKind(Type type) =>
        typeof(Type).IsAssignableFrom(type) || type.Name.Contains("Comparer", StringComparison.Ordinal) || type.Namespace is "System.Collections.Immutable" or "System.Collections.Frozen" or "System.Globalization";

    private static object?[] Sorted(object?[] items) => [.. items.OrderBy(item => item is DictionaryEntry entry ? entry.Key.ToString() : item?.ToString(), StringComparer.Ordinal)];

    private void CompareFields(object own, object arrived, Type type, string path)
    {
        for (var (left, right) = (type, arrived.GetType()); left is not null && left != typeof(object); (left, right) = (left.BaseType, right!.BaseType))
        {
            foreach (var field in left.GetFields(Fields))
                _open.Enqueue((field.GetValue(own), right!.GetField(field.Name, Fields)!.GetValue(arrived), $"{path}.{field.Name}"));
        }
    }

    private static void Require(bool holds, string path, string what)
    {
        if (!holds)
            throw new AssertionException($"{path}: {what}");
    }
}
