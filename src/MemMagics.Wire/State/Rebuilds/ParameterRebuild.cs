using System.Reflection;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A parameter, by its method and position.</summary>
public sealed class ParameterRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    public override Type WireType(Type type) => typeof(ParameterInfo);

    public override string? Refusal(object value) => ((ParameterInfo)value).Member is MethodBase ? null : "belongs to no method";

    public override object?[] TakeApart(object value) => [((ParameterInfo)value).Member, ((ParameterInfo)value).Position];

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var (method, position) = ((MethodBase)parts[0]!, (int)parts[1]!);
        return position < 0 ? ((MethodInfo)method).ReturnParameter : method.GetParameters()[position];
    }
}
