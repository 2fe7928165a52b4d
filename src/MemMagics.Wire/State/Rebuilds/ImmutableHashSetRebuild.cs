using System.Collections.Immutable;

namespace MemMagics.Wire.State.Rebuilds;

public sealed class ImmutableHashSetRebuild<T> : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Complete];

    public override object?[] TakeApart(object value)
    {
        var set = (ImmutableHashSet<T>)value;
        return [set.KeyComparer, set.ToArray()];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts) =>
        ImmutableHashSet.CreateRange((IEqualityComparer<T>?)parts[0], (T[])parts[1]!);
}
