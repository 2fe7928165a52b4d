using System.Diagnostics;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A source of diagnostic events to which nobody listens, by name.</summary>
public sealed class DiagnosticListenerRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override string? Refusal(object value) =>
        Members.Field(value, typeof(DiagnosticListener), "_subscriptions") is null ? null : "has listeners in this process";

    public override object?[] TakeApart(object value) => [((DiagnosticListener)value).Name];

    public override object PutTogether(Type type, object? blank, object?[] parts) => new DiagnosticListener((string)parts[0]!);
}
