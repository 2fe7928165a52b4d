using MemMagics.Wire.State.Rebuilds;

namespace MemMagics.Wire.State;

public static partial class FrameworkRules
{
    private const string Hashed = "as it is, with free slots and what is half-way through it; by inserting in enumeration order where the worker computes other hash codes for its keys";
    private const string HashedPlain = "rebuilt by inserting in enumeration order, with its comparer";
    private const string InTable = "half-way through a hash table: its place in it";
    private const string ByFields = "field by field, with its capacity";

    private static IEnumerable<TravelRule> Collections() =>
    [
        .. Fields(
            "System.Collections.Generic.", ByFields, "List`1", "List`1+Enumerator", "Stack`1", "Stack`1+Enumerator", "Queue`1", "Queue`1+Enumerator",
            "LinkedList`1", "LinkedListNode`1", "LinkedList`1+Enumerator", "SortedList`2", "SortedList`2+KeyList", "SortedList`2+ValueList",
            "PriorityQueue`2", "PriorityQueue`2+UnorderedItemsCollection", "KeyValuePair`2",
            "SortedSet`1", "SortedSet`1+Node", "SortedSet`1+TreeSubSet", "TreeSet`1", "SortedDictionary`2", "SortedDictionary`2+KeyValuePairComparer",
            "SortedDictionary`2+KeyCollection", "SortedDictionary`2+ValueCollection", "SortedSet`1+Enumerator", "SortedDictionary`2+Enumerator", "Dictionary`2+KeyCollection", "Dictionary`2+ValueCollection"),
        .. Fields(
            "System.Collections.ObjectModel.", ByFields, "Collection`1", "ReadOnlyCollection`1", "ObservableCollection`1", "ObservableCollection`1+SimpleMonitor",
            "ReadOnlyObservableCollection`1", "ReadOnlyDictionary`2", "ReadOnlyDictionary`2+KeyCollection", "ReadOnlyDictionary`2+ValueCollection",
            "ReadOnlySet`1", "KeyedCollection`2"),
        Fields("System.Collections.BitArray"),
        .. Fields("System.Collections.", "the table that it looks up in", "Concurrent.ConcurrentDictionary`2+AlternateLookup`1", "Generic.Dictionary`2+AlternateLookup`1", "Generic.HashSet`1+AlternateLookup`1"),
        .. Fields("System.", "field by field: an array and how far it was read", "SZGenericArrayEnumerator`1", "ArrayEnumerator", "Linq.PartialArrayEnumerator`1"),
        .. Fields(
            "System.Collections.", "field by field: what is read, and how far it was", "ArrayList+ArrayListEnumerator", "ArrayList+ArrayListEnumeratorSimple", "Queue+QueueEnumerator",
            "Stack+StackEnumerator", "BitArray+BitArrayEnumeratorSimple", "Generic.SortedList`2+Enumerator", "Generic.SortedList`2+SortedListKeyEnumerator",
            "Generic.SortedList`2+SortedListValueEnumerator", "Generic.PriorityQueue`2+UnorderedItemsCollection+Enumerator", "Immutable.ImmutableArray`1+Enumerator",
            "Immutable.ImmutableArray`1+EnumeratorObject", "Immutable.ImmutableStack`1+EnumeratorObject", "Immutable.ImmutableQueue`1+EnumeratorObject",
            "Concurrent.ConcurrentQueue`1+<*", "Concurrent.ConcurrentStack`1+<*"),
        .. Fields("System.Collections.Generic.", Hashed, "Dictionary`2+Entry", "HashSet`1+Entry", "OrderedDictionary`2+Entry", "OrderedDictionary`2+KeyCollection", "OrderedDictionary`2+ValueCollection"),
        .. Fields(
            "System.Collections.Generic.", InTable, "Dictionary`2+Enumerator", "Dictionary`2+KeyCollection+Enumerator", "Dictionary`2+ValueCollection+Enumerator",
            "HashSet`1+Enumerator", "OrderedDictionary`2+Enumerator"),
        Rebuilt("System.Collections.Generic.Dictionary`2", Hashed, Closed(typeof(DictionaryRebuild<,>))),
        Rebuilt("System.Collections.Generic.HashSet`1", Hashed, Closed(typeof(HashSetRebuild<>))),
        Rebuilt("System.Collections.Generic.OrderedDictionary`2", Hashed, Closed(typeof(OrderedDictionaryRebuild<,>))),
        Rebuilt("System.Linq.Lookup`2", "its groups; the table that finds them by key is made anew", Generic(typeof(LookupRebuild<,>), "Lookup`2"), RuleScope.FrameworkDerived),
        Fields("System.Linq.Grouping`2", "its key and elements; its place in a lookup stays behind") with { ExcludedFields = ["_hashCode", "_hashNext", "_next"] },
        .. Fields("System.Linq.", "LINQ queries: field by field, with what they were made from", "SingleLinkedNode`1"),
        Fields("System.Linq.Lookup`2+<*", "half-way through a lookup: field by field"),
        Rebuilt("System.Linq.EnumerableQuery`1", "its source or expression", Closed(typeof(EnumerableQueryRebuild<>))),
        .. Fields("System.Buffers.", "field by field", "ReadOnlySequence`1", "ReadOnlySequenceSegment`1", "ArrayBufferWriter`1", "ArrayMemoryPool`1+ArrayMemoryPoolBuffer"),
        Fields("System.ComponentModel.BindingList`1", ByFields),
        Fields("System.Linq.Utilities+<>c__DisplayClass*", "chained queries: the selectors or conditions that the framework puts together"),
        Fields("System.Linq.Enumerable+*", "LINQ queries, also half-way through: field by field, with what they were made from"),
    ];

    private static IEnumerable<TravelRule> ImmutableCollections() =>
    [
        .. Fields(
            "System.Collections.Immutable.", "field by field", "ImmutableArray`1", "ImmutableArray`1+Builder", "ImmutableList`1", "ImmutableList`1+Node",
            "ImmutableStack`1", "ImmutableQueue`1", "ImmutableSortedSet`1", "ImmutableSortedSet`1+Node",
            "ImmutableSortedDictionary`2", "ImmutableSortedDictionary`2+Node",
            "ImmutableList`1+Builder", "ImmutableSortedSet`1+Builder", "ImmutableSortedDictionary`2+Builder"),
        .. Fields(
            "System.Collections.Immutable.", "field by field: what is read, and how far it was", "ImmutableList`1+Enumerator", "ImmutableSortedSet`1+Enumerator", "ImmutableSortedDictionary`2+Enumerator",
            "SecurePooledObject`1", "RefAsValueType`1"),
        Rebuilt("System.Collections.Immutable.ImmutableDictionary`2+Builder", HashedPlain, Closed(typeof(ImmutableDictionaryBuilderRebuild<,>))),
        Rebuilt("System.Collections.Immutable.ImmutableHashSet`1+Builder", HashedPlain, Closed(typeof(ImmutableHashSetBuilderRebuild<>))),
        Rebuilt("System.Collections.Immutable.ImmutableDictionary`2", HashedPlain, Closed(typeof(ImmutableDictionaryRebuild<,>))),
        Rebuilt("System.Collections.Immutable.ImmutableHashSet`1", HashedPlain, Closed(typeof(ImmutableHashSetRebuild<>))),
        Rebuilt("System.Collections.Frozen.FrozenDictionary`2", "rebuilt by freezing the same pairs, with their comparer", Generic(typeof(FrozenDictionaryRebuild<,>), "FrozenDictionary`2"), RuleScope.FrameworkDerived),
        Rebuilt("System.Collections.Frozen.FrozenSet`1", "rebuilt by freezing the same items, with their comparer", Generic(typeof(FrozenSetRebuild<>), "FrozenSet`1"), RuleScope.FrameworkDerived),
    ];

    private static IEnumerable<TravelRule> ConcurrentCollections() =>
    [
        .. Fields(
            "System.Collections.Concurrent.", "field by field", "ConcurrentQueue`1", "ConcurrentQueueSegment`1", "ConcurrentQueueSegment`1+Slot", "PaddedHeadAndTail",
            "ConcurrentStack`1", "ConcurrentStack`1+Node", "BlockingCollection`1"),
        .. Fields("System.Collections.Concurrent.", Hashed, "ConcurrentDictionary`2+Tables", "ConcurrentDictionary`2+Node", "ConcurrentDictionary`2+VolatileNode"),
        Fields("System.Collections.Concurrent.ConcurrentDictionary`2+Enumerator", InTable),
        Rebuilt("System.Collections.Concurrent.ConcurrentDictionary`2", Hashed, Closed(typeof(ConcurrentDictionaryRebuild<,>))),
        Rebuilt("System.Collections.Concurrent.ConcurrentBag`1", "its items in order; in the worker all belong to the measured thread", Closed(typeof(ConcurrentBagRebuild<>))),
    ];

    private static IEnumerable<TravelRule> OldCollections() =>
    [
        .. Fields("System.Collections.", "field by field", "ArrayList", "Queue", "Stack", "SortedList", "DictionaryEntry", "Comparer", "CaseInsensitiveComparer", "StructuralEqualityComparer", "StructuralComparer", "CompatibleComparer"),
        .. Fields(
            "System.Collections.Specialized.", "field by field", "NameValueCollection", "NameObjectCollectionBase", "NameObjectCollectionBase+NameObjectEntry",
            "StringCollection", "StringDictionary", "ListDictionary", "ListDictionary+DictionaryNode", "HybridDictionary", "OrderedDictionary", "BitVector32"),
        .. Fields("System.Collections.", "field by field", "CollectionBase", "DictionaryBase", "ListDictionaryInternal", "ListDictionaryInternal+DictionaryNode"),
        .. Fields("System.Collections.", Hashed, "Hashtable+Bucket", "Hashtable+KeyCollection", "Hashtable+ValueCollection"),
        Fields("System.Collections.Hashtable+HashtableEnumerator", InTable),
        Rebuilt("System.Collections.Hashtable", Hashed, static _ => new HashtableRebuild()),
    ];
}
