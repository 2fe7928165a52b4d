using System.Collections;

namespace MemMagics.Wire.State.Rebuilds;

public sealed class HashtableRebuild : Rebuild, ITableRebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Complete, PartNeed.Exists];

    public override bool HasBlank => true;

    public bool CanBeCopied => true;

    public Type KeyType => typeof(object);

    public object? ComparerOf(object table) => Members.Property(table, typeof(Hashtable), "EqualityComparer");

    public bool AllKeys(object table, Func<object, bool> are)
    {
        foreach (DictionaryEntry pair in (Hashtable)table)
        {
            if (!are(pair.Key))
                return false;
        }

        return true;
    }

    public override object?[] TakeApart(object value)
    {
        var table = (Hashtable)value;
        var keys = new object?[table.Count];
        var values = new object?[keys.Length];
        var i = 0;
        // Not by CopyTo, which does not detect that another thread changes the table meanwhile.
        foreach (DictionaryEntry pair in table)
            (keys[i], values[i++]) = (pair.Key, pair.Value);
        return [Members.Property(table, typeof(Hashtable), "EqualityComparer"), keys, values];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (keys, values) = ((object[])parts[1]!, (object?[])parts[2]!);
        var table = (Hashtable)Construct.On(blank!, typeof(Hashtable), keys.Length, parts[0] as IEqualityComparer);
        for (var i = 0; i < keys.Length; i++)
            table.Add(keys[i], values[i]);
        return table;
    }
}
