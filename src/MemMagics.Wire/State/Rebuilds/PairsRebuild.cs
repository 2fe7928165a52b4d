namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A collection of keys and values, with the settings that it is created with.</summary>
/// <typeparam name="TKey">The keys' type.</typeparam>
/// <typeparam name="TValue">The values' type.</typeparam>
public abstract class PairsRebuild<TKey, TValue> : Rebuild, ITableRebuild
    where TKey : notnull
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Exists, PartNeed.Complete, PartNeed.Exists];

    public virtual bool CanBeCopied => false;

    public Type KeyType => typeof(TKey);

    public object? ComparerOf(object table) => Settings(table).Comparer;

    public bool AllKeys(object table, Func<object, bool> are)
    {
        foreach (var (key, _) in Pairs(table))
        {
            if (!are(key))
                return false;
        }

        return true;
    }

    public sealed override object?[] TakeApart(object value)
    {
        // The count is not asked for first, because a concurrent collection may change in between.
        var list = new List<KeyValuePair<TKey, TValue>>(Pairs(value));
        var keys = new TKey[list.Count];
        var values = new TValue[list.Count];
        for (var i = 0; i < keys.Length; i++)
            (keys[i], values[i]) = (list[i].Key, list[i].Value);
        var (comparer, with) = Settings(value);
        return [comparer, with, keys, values];
    }

    public sealed override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (keys, values) = ((TKey[])parts[2]!, (TValue[])parts[3]!);
        return Make(blank, (IEqualityComparer<TKey>?)parts[0], parts[1], keys.Zip(values, static (key, value) => KeyValuePair.Create(key, value)));
    }

    protected virtual IEnumerable<KeyValuePair<TKey, TValue>> Pairs(object value) => (IEnumerable<KeyValuePair<TKey, TValue>>)value;

    /// <summary>The key comparer, and one more setting that the collection was created with.</summary>
    protected abstract (IEqualityComparer<TKey>? Comparer, object? With) Settings(object value);

    protected abstract object Make(object? blank, IEqualityComparer<TKey>? comparer, object? with, IEnumerable<KeyValuePair<TKey, TValue>> pairs);
}
