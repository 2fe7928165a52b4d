using System.Text;

namespace MemMagics.Wire.Messages;

/// <summary>One frame as received.</summary>
public sealed record Message(MessageKind Kind, byte[] Payload)
{
    public T Read<T>(Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(new MemoryStream(Payload, writable: false), Encoding.UTF8);
        return read(reader);
    }
}
