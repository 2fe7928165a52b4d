namespace MemMagics.Wire.State.Rebuilds;

public sealed class OrderedDictionaryRebuild<TKey, TValue> : PairsRebuild<TKey, TValue>
    where TKey : notnull
{
    public override bool HasBlank => true;

    public override bool CanBeCopied => true;

    public override long SpareCapacity(object?[] parts) => Math.Max(0, (int)parts[1]! - ((TKey[])parts[2]!).Length);

    /// <summary>Read by the class's own enumerator, because a derived class may have reimplemented the interface's.</summary>
    protected override IEnumerable<KeyValuePair<TKey, TValue>> Pairs(object value)
    {
        foreach (var pair in (OrderedDictionary<TKey, TValue>)value)
            yield return pair;
    }

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
