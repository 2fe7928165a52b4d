using System.Reflection;
using System.Text.Json.Nodes;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A JSON value node, from the value inside it, without converters.</summary>
public sealed class JsonValueRebuild : Rebuild
{
    private static readonly MethodInfo s_create = typeof(JsonValue).GetMethods()
        .Single(static method => method is { Name: nameof(JsonValue.Create), IsGenericMethodDefinition: true } && method.GetParameters().Length == 2);

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete, PartNeed.Exists, PartNeed.Exists];

    public override Type WireType(Type type) => typeof(JsonValue);

    public override object?[] TakeApart(object value)
    {
        var node = (JsonValue)value;
        return [node.GetValue<object>(), node.Options, node.Parent];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var value = parts[0] ?? throw SnapshotException.Damaged("a JSON value is empty");
        var node = (JsonNode)s_create.MakeGenericMethod(value.GetType()).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [value, parts[1]], null)!;
        Members.SetField(node, typeof(JsonNode), "_parent", parts[2]);
        return node;
    }
}
