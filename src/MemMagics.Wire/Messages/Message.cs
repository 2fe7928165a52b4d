using System.Text;

namespace MemMagics.Wire.Messages;

/// <summary>One frame as received.</summary>
public sealed record Message(MessageKind Kind, byte[] Payload)
{
    /// <summary>Reads the payload, all of it.</summary>
    /// <exception cref="InvalidDataException">It is not what the reader expects.</exception>
    public T Read<T>(Func<BinaryReader, T> read)
    {
        using var stream = new MemoryStream(Payload, writable: false);
        using var reader = new BinaryReader(stream, Encoding.UTF8);
        try
        {
            var value = read(reader);
            return stream.Position == stream.Length ? value : throw new InvalidDataException($"A message of kind {Kind} is longer than what it holds.");
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or OverflowException)
        {
            throw new InvalidDataException($"A message of kind {Kind} is malformed: {e.Message}", e);
        }
    }
}
