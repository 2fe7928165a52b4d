using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>Serializer options, by the settings that differ from the defaults. What they have cached about types is computed again.</summary>
public sealed class JsonOptionsRebuild : Rebuild
{
    // Not an obsolete alias of another setting, nor the resolver, which is created on first use.
    private static readonly PropertyInfo[] s_settings = [.. typeof(JsonSerializerOptions).GetProperties(BindingFlags.Instance | BindingFlags.Public)
        .Where(static property => property.CanWrite && property.Name is not ("IgnoreNullValues" or nameof(JsonSerializerOptions.TypeInfoResolver)))];

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Complete, PartNeed.Complete, PartNeed.Exists];

    public override string? Refusal(object value) =>
        ((JsonSerializerOptions)value).TypeInfoResolver is not { } resolver || (resolver is DefaultJsonTypeInfoResolver { Modifiers.Count: 0 } && resolver.GetType() == typeof(DefaultJsonTypeInfoResolver))
            ? null
            : "has a resolver of types of its own";

    public override object?[] TakeApart(object value)
    {
        var options = (JsonSerializerOptions)value;
        var usual = new JsonSerializerOptions();
        var set = ReferenceEquals(options, JsonSerializerOptions.Default) ? [] : Array.FindAll(s_settings, setting => !Equals(setting.GetValue(options), setting.GetValue(usual)));
        return
        [
            ReferenceEquals(options, JsonSerializerOptions.Default),
            Array.ConvertAll(set, static setting => setting.Name),
            Array.ConvertAll(set, setting => Plain(setting.GetValue(options))),
            options.Converters.ToArray(),
            options.IsReadOnly,
        ];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        if (parts is not [bool isDefault, string[] names, object?[] values, JsonConverter[] converters, bool isReadOnly])
            throw SnapshotException.Damaged("serializer options have other parts");
        if (isDefault)
            return JsonSerializerOptions.Default;

        var options = new JsonSerializerOptions();
        foreach (var (name, value) in names.Zip(values))
        {
            var setting = Array.Find(s_settings, setting => setting.Name == name) ?? throw SnapshotException.Damaged($"serializer options have no '{name}'");
            setting.SetValue(options, setting.PropertyType.IsEnum ? Enum.ToObject(setting.PropertyType, value!) : value);
        }

        foreach (var converter in converters)
            options.Converters.Add(converter);
        if (isReadOnly)
            options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static object? Plain(object? value) => value is Enum ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : value;
}
