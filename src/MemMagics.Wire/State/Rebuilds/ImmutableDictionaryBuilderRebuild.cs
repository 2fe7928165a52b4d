using System.Collections.Immutable;

namespace MemMagics.Wire.State.Rebuilds;

public sealed class ImmutableDictionaryBuilderRebuild<TKey, TValue> : PairsRebuild<TKey, TValue>
    where TKey : notnull
{
    protected override (IEqualityComparer<TKey>? Comparer, object? With) Settings(object value)
    {
        var builder = (ImmutableDictionary<TKey, TValue>.Builder)value;
        return (builder.KeyComparer, builder.ValueComparer);
    }

    protected override object Make(object? blank, IEqualityComparer<TKey>? comparer, object? with, IEnumerable<KeyValuePair<TKey, TValue>> pairs)
    {
        var builder = ImmutableDictionary.CreateBuilder(comparer, (IEqualityComparer<TValue>?)with);
        builder.AddRange(pairs);
        return builder;
    }
}
