using System.Runtime.Serialization;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A time zone: the local one, the system's of that name if its rules are the same, or one from its serialised form if that preserves the rules.</summary>
public sealed class TimeZoneRebuild : Rebuild
{
    private const string Local = "local", System = "system", Described = "described";

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    public override string? Refusal(object value) => Describe((TimeZoneInfo)value) is null ? "has rules that cannot be told to another process" : null;

    public override object?[] TakeApart(object value) => Describe((TimeZoneInfo)value)!;

    public override object PutTogether(Type type, object? blank, object?[] parts) => (string)parts[0]! switch
    {
        Local => TimeZoneInfo.Local,
        System => TimeZoneInfo.FindSystemTimeZoneById((string)parts[1]!),
        _ => TimeZoneInfo.FromSerializedString((string)parts[1]!),
    };

    private static object?[]? Describe(TimeZoneInfo zone)
    {
        if (ReferenceEquals(zone, TimeZoneInfo.Local))
            return [Local, null];
        if (TimeZoneInfo.TryFindSystemTimeZoneById(zone.Id, out var known) && Same(known, zone))
            return [System, zone.Id];
        try
        {
            // The serialised form of a zone with a long history cannot always be read back.
            var description = zone.ToSerializedString();
            return Same(TimeZoneInfo.FromSerializedString(description), zone) ? [Described, description] : null;
        }
        catch (SerializationException)
        {
            return null;
        }
    }

    private static bool Same(TimeZoneInfo one, TimeZoneInfo other) =>
        one.Equals(other) && one.DisplayName == other.DisplayName && one.StandardName == other.StandardName && one.DaylightName == other.DaylightName;
}
