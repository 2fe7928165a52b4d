namespace MemMagics.Wire.State.Rebuilds;

public sealed class CancellationSourceRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override bool HasBlank => true;

    public override string? Refusal(object value)
    {
        var source = (CancellationTokenSource)value;
        if (Members.Field(source, typeof(CancellationTokenSource), "_timer") is not null && !source.IsCancellationRequested)
            return "has a timer running";
        return Members.Field(source, typeof(CancellationTokenSource), "_registrations") is { } registrations
            && Members.Field(registrations, registrations.GetType(), "Callbacks") is not null
            ? "has callbacks registered"
            : null;
    }

    public override object?[] TakeApart(object value) => [((CancellationTokenSource)value).IsCancellationRequested];

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var source = (CancellationTokenSource)Construct.On(blank!, typeof(CancellationTokenSource));
        if ((bool)parts[0]!)
            source.Cancel();
        return source;
    }
}
