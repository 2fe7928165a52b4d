namespace MemMagics.Wire.State.Rebuilds;

public sealed class HashSetRebuild<T> : Rebuild, ITableRebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Complete, PartNeed.Complete];

    public override bool HasBlank => true;

    public bool CanBeCopied => true;

    public Type KeyType => typeof(T);

    public object? ComparerOf(object table) => ((HashSet<T>)table).Comparer;

    public bool AllKeys(object table, Func<object, bool> are)
    {
        foreach (var item in (HashSet<T>)table)
        {
            if (item is not null && !are(item))
                return false;
        }

        return true;
    }

    public override object?[] TakeApart(object value)
    {
        var set = (HashSet<T>)value;
        var items = new T[set.Count];
        var i = 0;
        // Not by CopyTo, which does not detect that another thread changes the set meanwhile.
        foreach (var item in set)
            items[i++] = item;
        return [set.Capacity, set.Comparer, items];
    }

    public override long SpareCapacity(object?[] parts) => Math.Max(0, (int)parts[0]! - ((T[])parts[2]!).Length);

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var set = (HashSet<T>)Construct.On(blank!, typeof(HashSet<T>), parts[0], parts[1]);
        foreach (var item in (T[])parts[2]!)
        {
            if (!set.Add(item))
                throw SnapshotException.KeysNowEqual(type);
        }

        return set;
    }
}
