namespace MemMagics.Wire.State.Rebuilds;

/// <summary>An object whose state concerns this process's threads: in the worker it is a new one.</summary>
public sealed class FreshRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs => [];

    public override bool HasBlank => true;

    public override object?[] TakeApart(object value) => [];

    public override object PutTogether(Type type, object? blank, object?[] parts) => Construct.On(blank!, type);
}
