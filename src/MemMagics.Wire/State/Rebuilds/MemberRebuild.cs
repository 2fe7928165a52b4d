using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A field, property or event: the worker's own of the same type and name.</summary>
public sealed class MemberRebuild : Rebuild
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    public override Type WireType(Type type) =>
        typeof(FieldInfo).IsAssignableFrom(type) ? typeof(FieldInfo) : typeof(PropertyInfo).IsAssignableFrom(type) ? typeof(PropertyInfo) : typeof(EventInfo);

    public override string? Refusal(object value) => ((MemberInfo)value).DeclaringType is null ? "was made while the program ran" : null;

    public override object?[] TakeApart(object value) => [((MemberInfo)value).DeclaringType, ((MemberInfo)value).ToString()];

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (declaring, description) = ((Type)parts[0]!, (string)parts[1]!);
        return declaring.GetMembers(Any).FirstOrDefault(member => type.IsInstanceOfType(member) && member.ToString() == description)
            ?? throw new SnapshotException($"{CSharpName.Of(declaring)} has no member '{description}' in the worker.");
    }
}
