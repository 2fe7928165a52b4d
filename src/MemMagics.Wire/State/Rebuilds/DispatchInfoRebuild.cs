using System.Runtime.ExceptionServices;

namespace MemMagics.Wire.State.Rebuilds;

/// <summary>A captured exception, by the exception.</summary>
public sealed class DispatchInfoRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override object?[] TakeApart(object value) => [((ExceptionDispatchInfo)value).SourceException];

    public override object PutTogether(Type type, object? blank, object?[] parts) => ExceptionDispatchInfo.Capture((Exception)parts[0]!);
}
