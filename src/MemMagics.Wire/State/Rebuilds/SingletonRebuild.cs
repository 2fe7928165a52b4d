using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>The value of a static read-only field, by the field's name.</summary>
public sealed class SingletonRebuild : Rebuild
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    /// <summary>The parts identify the field that holds the value.</summary>
    public override object?[] TakeApart(object value) => [((FieldInfo)value).DeclaringType, ((FieldInfo)value).Name];

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (declaring, name) = ((Type)parts[0]!, (string)parts[1]!);
        return declaring.GetField(name, Any)?.GetValue(null)
            ?? throw new SnapshotException($"{CSharpName.Of(declaring)}.{name} has no value in the worker.");
    }
}
