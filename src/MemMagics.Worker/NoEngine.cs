using MemMagics.Wire.Messages;
using MemMagics.Wire.State;

namespace MemMagics.Worker;

/// <summary>Hears the results of a warm-up, and keeps none.</summary>
internal sealed class NoEngine : IEngine
{
    public static readonly NoEngine Instance = new();

    public void Send(MessageKind kind, Action<BinaryWriter>? payload = null) => payload?.Invoke(new BinaryWriter(new MemoryStream()));

    public bool Copy(IReadOnlyList<ArrayPlace> places) => false;
}
