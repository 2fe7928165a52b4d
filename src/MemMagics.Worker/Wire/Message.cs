using System.Text;

namespace MemMagics.Worker.Wire;

/// <summary>One frame as it arrived.</summary>
internal sealed record Message(MessageKind Kind, byte[] Payload)
{
    public T Read<T>(Func<BinaryReader, T> read)
    {
        using var reader = new BinaryReader(new MemoryStream(Payload, writable: false), Encoding.UTF8);
        return read(reader);
    }
}
