using System.Collections.Concurrent;

namespace MemMagics.Wire.State.Rebuilds;

public sealed class ConcurrentDictionaryRebuild<TKey, TValue> : PairsRebuild<TKey, TValue>
    where TKey : notnull
{
    public override bool HasBlank => true;

    public override bool CanBeCopied => true;

    /// <summary>Read by the class's own enumerator, because a derived class may have reimplemented the interface's.</summary>
    protected override IEnumerable<KeyValuePair<TKey, TValue>> Pairs(object value)
    {
        foreach (var pair in (ConcurrentDictionary<TKey, TValue>)value)
            yield return pair;
    }

    protected override (IEqualityComparer<TKey>? Comparer, object? With) Settings(object value) => (((ConcurrentDictionary<TKey, TValue>)value).Comparer, null);

    protected override object Make(object? blank, IEqualityComparer<TKey>? comparer, object? with, IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        var dictionary = (ConcurrentDictionary<TKey, TValue>)Construct.On(blank!, typeof(ConcurrentDictionary<TKey, TValue>), [comparer!]);
        foreach (var (key, value) in pairs)
        {
            if (!dictionary.TryAdd(key, value))
                throw SnapshotException.KeysNowEqual(dictionary.GetType());
        }

        return dictionary;
    }
}
