using System.Buffers.Binary;

namespace MemMagics.Wire.Messages;

/// <summary>Frames over a pair of byte streams: length (4 bytes), kind (1 byte), payload. Both ends use it.</summary>
/// <param name="incoming">Where frames of the peer come from.</param>
/// <param name="outgoing">Where frames for the peer go.</param>
/// <param name="largestPayload">The longest payload that the peer may send with a kind of frame, in bytes; below 0 for a kind that it never sends.</param>
public sealed class Connection(Stream incoming, Stream outgoing, Func<MessageKind, int> largestPayload)
{
    /// <summary>The exit code of a worker that cannot send or read: that of SIGPIPE, of which the runtime never lets a process die.</summary>
    public const int ExitCodeWhenBroken = 128 + 13;

    private const int HeaderSize = 5;

    // What is announced need not come: memory is taken for what has arrived.
    private const int Piece = 1 << 20;

    private readonly Lock _sending = new();

    /// <summary>Sends one frame. Safe to call from several threads.</summary>
    /// <exception cref="IOException">The peer is gone.</exception>
    public void Send(MessageKind kind, Action<BinaryWriter>? payload = null) => Send(Frame(kind, payload));

    /// <summary>Sends one frame, made by <see cref="Frame"/>. Safe to call from several threads.</summary>
    /// <exception cref="IOException">The peer is gone.</exception>
    public void Send(ReadOnlyMemory<byte> frame)
    {
        lock (_sending)
        {
            outgoing.Write(frame.Span);
            outgoing.Flush();
        }
    }

    /// <summary>Sends one frame, and can be stopped while the peer does not read. One call at a time; after one that was stopped the connection is of no use.</summary>
    /// <exception cref="IOException">The peer is gone.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async ValueTask SendAsync(MessageKind kind, Action<BinaryWriter>? payload, CancellationToken cancellationToken)
    {
        await outgoing.WriteAsync(Frame(kind, payload), cancellationToken).ConfigureAwait(false);
        await outgoing.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for the next frame.</summary>
    /// <returns>The frame; <see langword="null"/> when the peer has closed its end.</returns>
    /// <exception cref="InvalidDataException">The bytes received are not a frame.</exception>
    public Message? Receive()
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        if (incoming.ReadAtLeast(header, HeaderSize, throwOnEndOfStream: false) < HeaderSize)
            return null;

        var (kind, length) = Announced(header);
        var payload = Array.Empty<byte>();
        for (var read = 0; read < length; read = payload.Length)
        {
            Array.Resize(ref payload, NextLength(read, length));
            if (incoming.ReadAtLeast(payload.AsSpan(read), payload.Length - read, throwOnEndOfStream: false) < payload.Length - read)
                return null;
        }

        return new Message(kind, payload);
    }

    /// <inheritdoc cref="Receive"/>
    public async ValueTask<Message?> ReceiveAsync(CancellationToken cancellationToken)
    {
        var header = new byte[HeaderSize];
        if (await incoming.ReadAtLeastAsync(header, HeaderSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) < HeaderSize)
            return null;

        var (kind, length) = Announced(header);
        var payload = Array.Empty<byte>();
        for (var read = 0; read < length; read = payload.Length)
        {
            Array.Resize(ref payload, NextLength(read, length));
            var arrived = await incoming.ReadAtLeastAsync(payload.AsMemory(read), payload.Length - read, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            if (arrived < payload.Length - read)
                return null;
        }

        return new Message(kind, payload);
    }

    /// <summary>Makes a frame.</summary>
    public static ReadOnlyMemory<byte> Frame(MessageKind kind, Action<BinaryWriter>? payload)
    {
        using var frame = new MemoryStream();
        frame.Write(stackalloc byte[HeaderSize]);
        using (var writer = new BinaryWriter(frame, System.Text.Encoding.UTF8, leaveOpen: true))
            payload?.Invoke(writer);

        var bytes = frame.GetBuffer().AsMemory(0, (int)frame.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.Span, bytes.Length - HeaderSize);
        bytes.Span[4] = (byte)kind;
        return bytes;
    }

    private static int NextLength(int read, int length) => (int)Math.Min(length, Math.Max(2L * read, Piece));

    private (MessageKind Kind, int Length) Announced(ReadOnlySpan<byte> header)
    {
        var kind = (MessageKind)header[4];
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        return length >= 0 && length <= largestPayload(kind)
            ? (kind, length)
            : throw new InvalidDataException($"A frame of kind {(byte)kind} and of {length} bytes was announced.");
    }
}
