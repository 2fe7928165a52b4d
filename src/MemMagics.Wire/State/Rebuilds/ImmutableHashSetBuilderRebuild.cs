using System.Collections.Immutable;

namespace MemMagics.Wire.State.Rebuilds;

public sealed class ImmutableHashSetBuilderRebuild<T> : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Complete];

    public override object?[] TakeApart(object value) => [((ImmutableHashSet<T>.Builder)value).KeyComparer, ((ImmutableHashSet<T>.Builder)value).ToArray()];

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var builder = ImmutableHashSet.CreateBuilder((IEqualityComparer<T>?)parts[0]);
        foreach (var item in (T[])parts[1]!)
        {
            if (!builder.Add(item))
                throw SnapshotException.KeysNowEqual(type);
        }

        return builder;
    }
}
