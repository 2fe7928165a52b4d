namespace MemMagics.Worker.State.Rebuilds;

/// <summary>What <c>ToLookup</c> makes.</summary>
internal sealed class LookupRebuild<TKey, TElement> : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Complete, PartNeed.Exists];

    public override object?[] TakeApart(object value)
    {
        var groups = ((ILookup<TKey, TElement>)value).ToArray();
        return [Members.Field(value, typeof(Lookup<TKey, TElement>), "_comparer"), Array.ConvertAll(groups, static group => group.Key), Array.ConvertAll(groups, static group => group.ToArray())];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var pairs = ((TKey[])parts[1]!).Zip((TElement[][])parts[2]!).SelectMany(static group => group.Second, static (group, element) => (Key: group.First, Element: element));
        return pairs.ToLookup(static pair => pair.Key, static pair => pair.Element, (IEqualityComparer<TKey>?)parts[0]);
    }
}
