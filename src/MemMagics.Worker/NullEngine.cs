using MemMagics.Wire.Messages;
using MemMagics.Wire.State;

namespace MemMagics.Worker;

/// <summary>Receives the results of a warm-up and discards them.</summary>
internal sealed class NullEngine : IEngine
{
    public static readonly NullEngine Instance = new();

    public void Send(MessageKind kind, Action<BinaryWriter>? payload = null) => payload?.Invoke(new BinaryWriter(new MemoryStream()));

    public Message? Ask(MessageKind kind, Action<BinaryWriter> payload)
    {
        Send(kind, payload);
        return null;
    }

    public bool Copy(IReadOnlyList<ArrayPlace> places) => false;
}
