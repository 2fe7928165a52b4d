namespace MemMagics.Wire.State.Rebuilds;

public sealed class ReferenceComparerRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs => [];

    public override object?[] TakeApart(object value) => [];

    public override object PutTogether(Type type, object? blank, object?[] parts) => ReferenceEqualityComparer.Instance;
}
