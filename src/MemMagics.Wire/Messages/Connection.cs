using System.Buffers.Binary;

namespace MemMagics.Wire.Messages;

/// <summary>Frames over a pair of byte streams: length (4 bytes), kind (1 byte), payload. Both ends use it.</summary>
public sealed class Connection(Stream incoming, Stream outgoing)
{
    // Limits what a broken peer can make this end allocate; the largest frames carry woven images.
    private const int LargestPayload = 512 << 20;
    private const int HeaderSize = 5;

    private readonly Lock _sending = new();

    /// <summary>Sends one frame. Safe to call from several threads.</summary>
    /// <exception cref="IOException">The peer is gone.</exception>
    public void Send(MessageKind kind, Action<BinaryWriter>? payload = null)
    {
        using var frame = new MemoryStream();
        frame.Write(stackalloc byte[HeaderSize]);
        using (var writer = new BinaryWriter(frame, System.Text.Encoding.UTF8, leaveOpen: true))
            payload?.Invoke(writer);

        var bytes = frame.GetBuffer().AsSpan(0, (int)frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length - HeaderSize);
        bytes[4] = (byte)kind;
        lock (_sending)
        {
            outgoing.Write(bytes);
            outgoing.Flush();
        }
    }

    /// <summary>Waits for the next frame.</summary>
    /// <returns>The frame; <see langword="null"/> when the peer has closed its end.</returns>
    /// <exception cref="InvalidDataException">The bytes received are not a frame.</exception>
    public Message? Receive()
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (incoming.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
            return null;

        var payload = new byte[PayloadLength(header)];
        return incoming.ReadAtLeast(payload, payload.Length, throwOnEndOfStream: false) < payload.Length
            ? null
            : new Message((MessageKind)header[4], payload);
    }

    /// <inheritdoc cref="Receive"/>
    public async ValueTask<Message?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var header = new byte[HeaderSize];
        if (await incoming.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < HeaderSize)
            return null;

        var payload = new byte[PayloadLength(header)];
        return await incoming.ReadAtLeastAsync(payload, payload.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < payload.Length
            ? null
            : new Message((MessageKind)header[4], payload);
    }

    private static int PayloadLength(ReadOnlySpan<byte> header)
    {
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length is >= 0 and <= LargestPayload
            ? length
            : throw new InvalidDataException($"A frame of {length} bytes was announced.");
    }
}
