using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using FsCheck;
using FsCheck.Fluent;

namespace MemMagics.Tests.State;

/// <summary>Random values of the framework's collections, nested in each other.</summary>
internal static class RandomCollections
{
    public static Arbitrary<object> Arbitrary { get; } = Arb.From(Gen.Sized(size => Of(Math.Min(3, 1 + (size / 20)))));

    private static Gen<string> Text => Gen.ListOf(Gen.Choose('a', 'q')).Select(letters => new string([.. letters.Take(9).Select(letter => (char)letter)]));

    private static Gen<List<string>> Texts => Gen.ListOf(Text).Select(texts => texts.Distinct().ToList());

    private static Gen<List<int>> Numbers => Gen.ListOf(Gen.Choose(-50, 1000)).Select(numbers => numbers.ToList());

    private static Gen<StringComparer> Comparer => Gen.Elements(StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture);

    private static Gen<object> Of(int depth) => depth == 0
        ? Gen.OneOf(Text.Select(static text => (object)text), Gen.Choose(0, 99).Select(static number => (object)number), Gen.Constant((object)new object()))
        : Gen.OneOf(Leaves().Concat(Nests(Of(depth - 1))));

    private static IEnumerable<Gen<object>> Leaves() =>
    [
        Numbers.Select(static numbers => (object)numbers),
        Numbers.Select(static numbers => (object)numbers.ToArray()),
        Numbers.Select(static numbers => (object)new Queue<int>(numbers)),
        Numbers.Select(static numbers => (object)new Stack<int>(numbers)),
        Numbers.Select(static numbers => (object)new SortedSet<int>(numbers)),
        Numbers.Select(static numbers => (object)new LinkedList<int>(numbers)),
        Numbers.Select(static numbers => (object)numbers.ToImmutableArray()),
        Numbers.Select(static numbers => (object)numbers.ToImmutableList()),
        Numbers.Select(static numbers => (object)numbers.ToImmutableSortedSet()),
        Numbers.Select(static numbers => (object)numbers.ToFrozenSet()),
        Numbers.Select(static numbers => (object)new ConcurrentQueue<int>(numbers)),
        Numbers.Select(static numbers => (object)new ConcurrentStack<int>(numbers)),
        Numbers.Select(static numbers => (object)new ConcurrentBag<int>(numbers)),
        Numbers.Select(static numbers => (object)new ObservableCollection<int>(numbers)),
        Numbers.Select(static numbers => (object)new BitArray(numbers.Select(number => number % 2 == 0).ToArray())),
        from texts in Texts from comparer in Comparer select (object)new HashSet<string>(texts, comparer),
        from texts in Texts from comparer in Comparer select (object)texts.ToImmutableHashSet(comparer),
        from texts in Texts from comparer in Comparer select (object)texts.ToFrozenSet(comparer),
        from texts in Texts from comparer in Comparer select (object)new SortedSet<string>(texts, comparer),
        from texts in Texts select (object)texts.ToFrozenDictionary(static text => text, static text => text.Length),
        from texts in Texts select (object)texts.ToImmutableDictionary(static text => text, static text => text.Length),
        from texts in Texts select (object)new ConcurrentDictionary<string, int>(texts.Select(static text => KeyValuePair.Create(text, text.Length))),
        from texts in Texts select (object)new Hashtable(texts.ToDictionary(static text => text, static text => text.Length)),
    ];

    private static IEnumerable<Gen<object>> Nests(Gen<object> inner)
    {
        var items = Gen.ListOf(inner).Select(static items => items.Take(6).ToArray());
        return
        [
            items.Select(static items => (object)items),
            items.Select(static items => (object)items.ToList()),
            items.Select(static items => (object)items.Concat(items).ToArray()),
            items.Select(static items => (object)new ArrayList(items)),
            items.Select(static items => (object)items.ToImmutableList()),
            items.Select(static items => (object)ImmutableStack.CreateRange(items)),
            from all in items from comparer in Comparer select (object)Pairs(all).ToDictionary(comparer),
            from all in items select (object)new SortedDictionary<string, object>(Pairs(all).ToDictionary()),
            from all in items select (object)new SortedList<string, object>(Pairs(all).ToDictionary()),
            from all in items select (object)new OrderedDictionary<string, object>(Pairs(all)),
            from all in items select (object)new ReadOnlyDictionary<string, object>(Pairs(all).ToDictionary()),
            from all in items select (object)new PriorityQueue<object, int>(all.Select(static (item, i) => (item, i * 7 % 5))),
        ];
    }

    private static IEnumerable<KeyValuePair<string, object>> Pairs(object[] items) => items.Select(static (item, i) => KeyValuePair.Create("key " + i, item));
}
