namespace MemMagics.Wire.State.Rebuilds;

public sealed class WeakReferenceRebuild<T> : Rebuild
    where T : class
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value) => [((WeakReference<T>)value).TryGetTarget(out var target) ? target : null];

    public override object PutTogether(Type type, object? blank, object?[] parts) => Construct.On(blank!, typeof(WeakReference<T>), parts[0]);
}
