namespace MemMagics.Worker.State.Rebuilds;

internal sealed class ReferenceComparerRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs => [];

    public override object?[] TakeApart(object value) => [];

    public override object PutTogether(Type type, object? blank, object?[] parts) => ReferenceEqualityComparer.Instance;
}
