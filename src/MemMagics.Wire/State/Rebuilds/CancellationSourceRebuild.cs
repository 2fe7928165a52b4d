namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A source of cancellation that nobody is cancelling just now: whether it is cancelled, and whom it will tell.</summary>
public sealed class CancellationSourceRebuild : Rebuild
{
    private static readonly Type s_source = typeof(CancellationTokenSource);

    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Exists];

    public override bool HasBlank => true;

    public override string? Refusal(object value)
    {
        var source = (CancellationTokenSource)value;
        if (Members.Field(source, s_source, "_timer") is not null && !source.IsCancellationRequested)
            return "has a timer running";
        return source.IsCancellationRequested && Members.Field(source, s_source, "_registrations") is { } registrations
            && Members.Field(registrations, registrations.GetType(), "Callbacks") is not null
            ? "is calling those whom it tells that it is cancelled"
            : null;
    }

    public override object?[] TakeApart(object value) =>
        [((CancellationTokenSource)value).IsCancellationRequested, Members.Field(value, s_source, "_disposed"), Members.Field(value, s_source, "_registrations")];

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        var source = (CancellationTokenSource)Construct.On(blank!, s_source);
        if ((bool)parts[0]!)
            source.Cancel();
        Members.SetField(source, s_source, "_registrations", parts[2]);
        Members.SetField(source, s_source, "_disposed", parts[1]);
        return source;
    }
}
