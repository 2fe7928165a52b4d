using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>
/// The result of <c>ToLookup</c> and <c>GroupBy</c>. Other variables and half-finished queries may refer to the groups, so those objects
/// are kept; only the table that finds them is built anew, because hash codes differ between processes.
/// </summary>
public sealed class LookupRebuild<TKey, TElement> : Rebuild
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly Type s_lookup = typeof(Lookup<TKey, TElement>);

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Complete, PartNeed.Exists];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value)
    {
        var groups = ((ILookup<TKey, TElement>)value).ToArray();
        return [Members.Field(value, s_lookup, "_comparer"), Array.ConvertAll(groups, static group => group.Key), groups];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var lookup = Construct.On(blank!, s_lookup, parts[0]);
        var (keys, groups) = ((TKey[])parts[1]!, (IGrouping<TKey, TElement>[])parts[2]!);
        var find = s_lookup.GetMethod("GetGrouping", Hidden) ?? throw new MissingMethodException(s_lookup.FullName, "GetGrouping");
        var fresh = Array.ConvertAll(keys, key => find.Invoke(lookup, BindingFlags.DoNotWrapExceptions, null, [key, true], null)!);

        // The new groups are in the right buckets; the original ones replace them there.
        var originals = new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
        foreach (var (made, original) in fresh.Zip(groups))
        {
            if (!originals.TryAdd(made, original))
                throw SnapshotException.KeysNowEqual(type);
        }

        foreach (var (made, original) in originals)
        {
            var level = made.GetType();
            Members.SetField(original, level, "_hashCode", Members.Field(made, level, "_hashCode"));
            foreach (var link in (string[])["_hashNext", "_next"])
                Members.SetField(original, level, link, Members.Field(made, level, link) is { } next ? originals[next] : null);
        }

        var table = (Array)Members.Field(lookup, s_lookup, "_groupings")!;
        for (var i = 0; i < table.Length; i++)
        {
            if (table.GetValue(i) is { } made)
                table.SetValue(originals[made], i);
        }

        if (groups.Length > 0)
            Members.SetField(lookup, s_lookup, "_lastGrouping", groups[^1]);
        return lookup;
    }
}
