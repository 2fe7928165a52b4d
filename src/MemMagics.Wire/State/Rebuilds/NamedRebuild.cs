namespace MemMagics.Wire.State.Rebuilds;

/// <summary>An object that the framework finds by a name.</summary>
/// <param name="wireType">Its public class.</param>
/// <param name="nameOf">Gives its name.</param>
/// <param name="find">Finds it by name.</param>
public sealed class NamedRebuild(Type wireType, Func<object, string> nameOf, Func<string, object> find) : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override Type WireType(Type type) => wireType;

    public override object?[] TakeApart(object value) => [nameOf(value)];

    public override object PutTogether(Type type, object? blank, object?[] parts) => find((string)parts[0]!);
}
