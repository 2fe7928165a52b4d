using System.Runtime.ExceptionServices;

namespace MemMagics.Worker.State.Rebuilds;

/// <summary>A captured exception, by the exception.</summary>
internal sealed class DispatchInfoRebuild : Rebuild
{
    public override IReadOnlyList<PartNeed> Needs { get; } = [PartNeed.Exists];

    public override object?[] TakeApart(object value) => [((ExceptionDispatchInfo)value).SourceException];

    public override object PutTogether(Type type, object? blank, object?[] parts) => ExceptionDispatchInfo.Capture((Exception)parts[0]!);
}
