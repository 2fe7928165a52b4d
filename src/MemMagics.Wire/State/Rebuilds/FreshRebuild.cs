namespace MemMagics.Wire.State.Rebuilds;

/// <summary>Something whose state is about this process's threads: in the worker it is as new.</summary>
public sealed class FreshRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs => [];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value) => [];

    public override object PutTogether(Type type, object? blank, object?[] parts) => Construct.On(blank!, type);
}
