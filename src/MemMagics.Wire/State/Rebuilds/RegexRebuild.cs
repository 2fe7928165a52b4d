using System.Text.RegularExpressions;

namespace MemMagics.Wire.State.Rebuilds;

public sealed class RegexRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Exists];

    public override object?[] TakeApart(object value)
    {
        var regex = (Regex)value;
        return [regex.ToString(), (int)regex.Options, regex.MatchTimeout.Ticks];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts) =>
        new Regex((string)parts[0]!, (RegexOptions)(int)parts[1]!, new TimeSpan((long)parts[2]!));
}
