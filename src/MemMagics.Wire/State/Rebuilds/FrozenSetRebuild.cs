using System.Collections.Frozen;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A frozen set, whatever class the framework chose for its items.</summary>
public sealed class FrozenSetRebuild<T> : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Complete];

    public override Type WireType(Type type) => typeof(FrozenSet<T>);

    public override object?[] TakeApart(object value)
    {
        var set = (FrozenSet<T>)value;
        return [set.Comparer, set.ToArray()];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (comparer, items) = ((IEqualityComparer<T>?)parts[0], (T[])parts[1]!);
        var frozen = items.ToFrozenSet(comparer);
        // In reverse where needed, as for a frozen dictionary.
        return frozen.SequenceEqual(items, frozen.Comparer) ? frozen : items.Reverse().ToFrozenSet(comparer);
    }
}
