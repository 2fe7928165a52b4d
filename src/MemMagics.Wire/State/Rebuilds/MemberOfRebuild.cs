namespace MemMagics.Wire.State.Rebuilds;

/// <summary>An object that belongs to another object for its whole life, and is found through it.</summary>
/// <param name="ownerOf">Its owner.</param>
/// <param name="find">Finds it in the owner.</param>
public sealed class MemberOfRebuild(Func<object, object?> ownerOf, Func<object, object> find) : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Complete];

    public override object?[] TakeApart(object value) => [ownerOf(value)];

    public override object PutTogether(Type type, object? blank, object?[] parts) => find(parts[0]!);
}
