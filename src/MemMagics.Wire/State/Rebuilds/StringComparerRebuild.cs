using System.Globalization;

namespace MemMagics.Wire.State.Rebuilds;

public sealed class StringComparerRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Exists];

    public override Type WireType(Type type) => typeof(StringComparer);

    public override string? Refusal(object value) =>
        StringComparer.IsWellKnownOrdinalComparer((StringComparer)value, out _) || StringComparer.IsWellKnownCultureAwareComparer((StringComparer)value, out _, out _)
            ? null
            : "is a comparer that the framework does not name";

    public override object?[] TakeApart(object value)
    {
        if (StringComparer.IsWellKnownOrdinalComparer((StringComparer)value, out var ignoreCase))
            return [ignoreCase, null, null];
        StringComparer.IsWellKnownCultureAwareComparer((StringComparer)value, out var culture, out var options);
        return [null, culture!.Name, (int)options];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts) => parts switch
    {
        [bool ignoreCase, _, _] => ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal,
        [_, string culture, int options] => StringComparer.Create(CultureInfo.GetCultureInfo(culture), (CompareOptions)options),
        _ => throw SnapshotException.Damaged("a string comparer of no kind"),
    };
}
