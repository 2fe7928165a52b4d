using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>
/// What <c>ToLookup</c> and <c>GroupBy</c> make. The groups are the same objects that other variables and queries half-way through
/// have; only the table that finds them is made anew, because hash codes differ between processes.
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
        var fresh = Array.ConvertAll(keys, key => find.Invoke(lookup, [key, true])!);

        // The fresh groups have found their places; the original ones take them.
        var originals = new Dictionary<object, object>(ReferenceEqualityComparer.Instance);
        foreach (var (made, original) in fresh.Zip(groups))
        {
            if (!originals.TryAdd(made, original))
                throw SnapshotException.EqualByNow(type);
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
