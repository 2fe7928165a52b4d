namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A lazy value: its value if it was created, else its factory. Capturing does not create the value.</summary>
public sealed class LazyRebuild<T> : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists, PartNeed.Exists, PartNeed.Exists];

    public override bool HasBlank => true;

    public override string? Refusal(object value) =>
        (bool)Members.Property(value, typeof(Lazy<T>), "IsValueFaulted")! ? "failed to make its value and keeps the exception" : null;

    public override object?[] TakeApart(object value)
    {
        var lazy = (Lazy<T>)value;
        if (lazy.IsValueCreated)
            return [new[] { lazy.Value }, null, null];
        var mode = (LazyThreadSafetyMode)Members.Property(lazy, typeof(Lazy<T>), "Mode")!;
        return [null, Members.Field(lazy, typeof(Lazy<T>), "_factory"), (int)mode];
    }

    public override object PutTogether(Type type, object? blank, object?[] parts)
    {
        if (parts[0] is T[] made)
        {
            // A null would match several constructors.
            Construct.On(blank!, typeof(Lazy<T>), (Func<T>)(() => made[0]));
            _ = ((Lazy<T>)blank!).Value;
            return blank;
        }

        var mode = (LazyThreadSafetyMode)(int)parts[2]!;
        return parts[1] is null ? Construct.On(blank!, typeof(Lazy<T>), mode) : Construct.On(blank!, typeof(Lazy<T>), parts[1], mode);
    }
}
