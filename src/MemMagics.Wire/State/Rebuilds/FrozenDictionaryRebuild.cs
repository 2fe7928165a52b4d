using System.Collections.Frozen;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A frozen dictionary, whatever class the framework chose for its keys.</summary>
public sealed class FrozenDictionaryRebuild<TKey, TValue> : PairsRebuild<TKey, TValue>
    where TKey : notnull
{
    public override Type WireType(Type type) => typeof(FrozenDictionary<TKey, TValue>);

    protected override (IEqualityComparer<TKey>? Comparer, object? With) Settings(object value) => (((FrozenDictionary<TKey, TValue>)value).Comparer, null);

    /// <summary>Some frozen dictionaries reverse the entries of a bucket: freezing them in reverse order gives the same order again.</summary>
    protected override object Make(object? blank, IEqualityComparer<TKey>? comparer, object? with, IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        var frozen = pairs.ToFrozenDictionary(comparer);
        return frozen.Keys.SequenceEqual(pairs.Select(static pair => pair.Key), frozen.Comparer) ? frozen : pairs.Reverse().ToFrozenDictionary(comparer);
    }
}
