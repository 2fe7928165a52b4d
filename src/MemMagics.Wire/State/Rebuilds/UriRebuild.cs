namespace MemMagics.Wire.State.Rebuilds;

public sealed class UriRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists];

    public override object?[] TakeApart(object value) => [((Uri)value).OriginalString, ((Uri)value).IsAbsoluteUri];

    public override object PutTogether(Type type, object? blank, object?[] parts) =>
        new Uri((string)parts[0]!, (bool)parts[1]! ? UriKind.Absolute : UriKind.Relative);
}
