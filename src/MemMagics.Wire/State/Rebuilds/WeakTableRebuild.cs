using System.Runtime.CompilerServices;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A conditional weak table. It finds its keys by identity, so it is filled again with the rebuilt keys.</summary>
public sealed class WeakTableRebuild<TKey, TValue> : Rebuild
    where TKey : class
    where TValue : class?
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value)
    {
        var pairs = ((IEnumerable<KeyValuePair<TKey, TValue>>)value).ToArray();
        return [Array.ConvertAll(pairs, static pair => pair.Key), Array.ConvertAll(pairs, static pair => pair.Value)];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var table = (ConditionalWeakTable<TKey, TValue>)Construct.On(blank!, typeof(ConditionalWeakTable<TKey, TValue>));
        var (keys, values) = ((TKey[])parts[0]!, (TValue[])parts[1]!);
        for (var i = 0; i < keys.Length; i++)
            table.Add(keys[i], values[i]);
        return table;
    }
}
