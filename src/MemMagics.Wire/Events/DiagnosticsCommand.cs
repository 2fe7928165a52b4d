using System.Buffers.Binary;

namespace MemMagics.Wire.Events;

/// <summary>Commands to the runtime and its answers, in the diagnostics IPC protocol (dotnet/diagnostics, documentation/design-docs/ipc-protocol.md).</summary>
public static class DiagnosticsCommand
{
    private const byte EventPipe = 2;
    private const byte Server = 0xFF;
    private const byte Stop = 1;
    private const byte CollectTracing5 = 6;
    private const byte Success = 0;
    private const int HeaderSize = 20;

    private static ReadOnlySpan<byte> Magic => "DOTNET_IPC_V1\0"u8;

    /// <summary>Starts a session of runtime events; they follow the answer on the same connection.</summary>
    public static byte[] CollectTracing(EventSelection events) => Packet(CollectTracing5, events.Write);

    /// <summary>Ends a session. The answer comes once all its events have been read from their own connection.</summary>
    public static byte[] StopTracing(ulong session) => Packet(Stop, writer => writer.Write(session));

    /// <summary>Waits for the answer to one of these commands.</summary>
    /// <returns>The session's number.</returns>
    /// <exception cref="IOException">The runtime refused.</exception>
    public static ulong ReadSession(Stream connection)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        connection.ReadExactly(header);
        Span<byte> payload = stackalloc byte[sizeof(ulong)];
        var length = BinaryPrimitives.ReadUInt16LittleEndian(header[14..]) - HeaderSize;
        if (header[16] != Server || header[17] != Success || length != payload.Length)
            throw new IOException("the runtime refused to record its heap");

        connection.ReadExactly(payload);
        return BinaryPrimitives.ReadUInt64LittleEndian(payload);
    }

    private static byte[] Packet(byte command, Action<BinaryWriter> payload)
    {
        using var packet = new MemoryStream();
        packet.Write(stackalloc byte[HeaderSize]);
        payload(new BinaryWriter(packet));
        var bytes = packet.ToArray();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(14), (ushort)bytes.Length);
        bytes[16] = EventPipe;
        bytes[17] = command;
        return bytes;
    }
}
