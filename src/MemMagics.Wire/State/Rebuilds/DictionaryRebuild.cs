namespace MemMagics.Wire.State.Rebuilds;

public sealed class DictionaryRebuild<TKey, TValue> : Rebuild, ITableRebuild
    where TKey : notnull
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Complete, PartNeed.Complete, PartNeed.Exists];

    public override bool HasBlank => true;

    public bool CanBeCopied => true;

    public Type KeyType => typeof(TKey);

    public object? ComparerOf(object table) => ((Dictionary<TKey, TValue>)table).Comparer;

    public bool AllKeys(object table, Func<object, bool> are)
    {
        foreach (var (key, _) in (Dictionary<TKey, TValue>)table)
        {
            if (!are(key))
                return false;
        }

        return true;
    }

    public override object?[] TakeApart(object value)
    {
        var dictionary = (Dictionary<TKey, TValue>)value;
        var keys = new TKey[dictionary.Count];
        var values = new TValue[keys.Length];
        var i = 0;
        foreach (var (key, item) in dictionary)
            (keys[i], values[i++]) = (key, item);
        return [dictionary.Capacity, dictionary.Comparer, keys, values];
    }

    public override long SpareCapacity(object?[] parts) => Math.Max(0, (int)parts[0]! - ((TKey[])parts[2]!).Length);

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var dictionary = (Dictionary<TKey, TValue>)Construct.On(blank!, typeof(Dictionary<TKey, TValue>), parts[0], parts[1]);
        var (keys, values) = ((TKey[])parts[2]!, (TValue[])parts[3]!);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!dictionary.TryAdd(keys[i], values[i]))
                throw SnapshotException.KeysNowEqual(type);
        }

        return dictionary;
    }
}
