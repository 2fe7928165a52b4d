using System.Collections.Concurrent;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A concurrent bag. It keeps its items by thread; in the worker all belong to the measured thread.</summary>
public sealed class ConcurrentBagRebuild<T> : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value) => [((ConcurrentBag<T>)value).ToArray()];

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var bag = (ConcurrentBag<T>)Construct.On(blank!, typeof(ConcurrentBag<T>));
        // Enumeration gives the newest item first.
        foreach (var item in Enumerable.Reverse((T[])parts[0]!))
            bag.Add(item);
        return bag;
    }
}
