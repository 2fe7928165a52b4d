using System.Collections.Concurrent;

namespace MemMagics.Worker.State.Rebuilds;

internal sealed class ConcurrentDictionaryRebuild<TKey, TValue> : PairsRebuild<TKey, TValue>
    where TKey : notnull
{
    public override bool HasBlank => true;

    protected override (IEqualityComparer<TKey>? Comparer, object? With) Settings(object value) => (((ConcurrentDictionary<TKey, TValue>)value).Comparer, null);

    protected override object Make(object? blank, IEqualityComparer<TKey>? comparer, object? with, IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        var dictionary = (ConcurrentDictionary<TKey, TValue>)Construct.On(blank!, typeof(ConcurrentDictionary<TKey, TValue>), [comparer!]);
        foreach (var (key, value) in pairs)
        {
            if (!dictionary.TryAdd(key, value))
                throw SnapshotException.EqualByNow(dictionary.GetType());
        }

        return dictionary;
    }
}
