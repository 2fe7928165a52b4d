using System.Collections.Immutable;

namespace MemMagics.Wire.State.Rebuilds;

public sealed class ImmutableDictionaryRebuild<TKey, TValue> : PairsRebuild<TKey, TValue>
    where TKey : notnull
{
    protected override (IEqualityComparer<TKey>? Comparer, object? With) Settings(object value)
    {
        var dictionary = (ImmutableDictionary<TKey, TValue>)value;
        return (dictionary.KeyComparer, dictionary.ValueComparer);
    }

    protected override object Make(object? blank, IEqualityComparer<TKey>? comparer, object? with, IEnumerable<KeyValuePair<TKey, TValue>> pairs) =>
        ImmutableDictionary.CreateRange(comparer, (IEqualityComparer<TValue>?)with, pairs);
}
