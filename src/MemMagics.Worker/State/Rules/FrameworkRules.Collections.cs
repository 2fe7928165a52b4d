using MemMagics.Worker.State.Rebuilds;

namespace MemMagics.Worker.State;

internal static partial class FrameworkRules
{
    private static IEnumerable<TravelRule> Collections()
    {
        string[] plain =
        [
            "System.Collections.Generic.List`1", "System.Collections.Generic.Stack`1", "System.Collections.Generic.Queue`1",
            "System.Collections.Generic.LinkedList`1", "System.Collections.Generic.LinkedListNode`1",
            "System.Collections.Generic.SortedList`2", "System.Collections.Generic.PriorityQueue`2", "System.Collections.Generic.KeyValuePair`2",
            "System.Collections.Generic.SortedSet`1", "System.Collections.Generic.SortedSet`1+Node",
            "System.Collections.Generic.TreeSet`1", "System.Collections.Generic.SortedDictionary`2",
            "System.Collections.Generic.SortedDictionary`2+KeyValuePairComparer",
            "System.Collections.ObjectModel.Collection`1", "System.Collections.ObjectModel.ReadOnlyCollection`1",
            "System.Collections.ArrayList", "System.Collections.BitArray", "System.Collections.Immutable.ImmutableArray`1",
        ];
        foreach (var type in plain)
            yield return Fields(type);

        const string Hashed = "rebuilt by inserting in enumeration order, with capacity and comparer: hash codes differ between processes";
        yield return Rebuilt("System.Collections.Generic.Dictionary`2", Hashed, Closed(typeof(DictionaryRebuild<,>)));
        yield return Rebuilt("System.Collections.Generic.HashSet`1", Hashed, Closed(typeof(HashSetRebuild<>)));
    }
}
