namespace MemMagics.Worker.State.Rebuilds;

internal sealed class OrderedDictionaryRebuild<TKey, TValue> : PairsRebuild<TKey, TValue>
    where TKey : notnull
{
    public override bool HasBlank => true;

    protected override (IEqualityComparer<TKey>? Comparer, object? With) Settings(object value)
    {
        var dictionary = (OrderedDictionary<TKey, TValue>)value;
        return (dictionary.Comparer, dictionary.Capacity);
    }

    protected override object Make(object? blank, IEqualityComparer<TKey>? comparer, object? with, IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        var dictionary = (OrderedDictionary<TKey, TValue>)Construct.On(blank!, typeof(OrderedDictionary<TKey, TValue>), with, comparer);
        foreach (var (key, value) in pairs)
            dictionary.Add(key, value);
        return dictionary;
    }
}
