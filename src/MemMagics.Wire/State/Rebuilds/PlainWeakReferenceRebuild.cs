namespace MemMagics.Wire.State.Rebuilds;

public sealed class PlainWeakReferenceRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value) => [((WeakReference)value).Target];

    public override object PutTogether(Type type, object? blank, object?[] parts) => Construct.On(blank!, typeof(WeakReference), parts[0]);
}
