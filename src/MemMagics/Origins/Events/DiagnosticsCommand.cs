using System.Buffers.Binary;

namespace MemMagics.Origins.Events;

/// <summary>Commands to a runtime and its answers, in the diagnostics IPC protocol (dotnet/diagnostics, documentation/design-docs/ipc-protocol.md).</summary>
internal static class DiagnosticsCommand
{
    private const byte EventPipe = 2;
    private const byte Process = 4;
    private const byte Server = 0xFF;
    private const byte StopTracing = 1;
    private const byte ResumeRuntime = 1;
    private const byte CollectTracing2 = 3;
    private const byte CollectTracing5 = 6;
    private const byte Success = 0;
    private const int HeaderSize = 20;

    private static ReadOnlySpan<byte> Magic => "DOTNET_IPC_V1\0"u8;

    /// <summary>Starts a session of events; they follow the answer on the same connection.</summary>
    /// <returns>The session's number.</returns>
    /// <exception cref="IOException">The runtime refused.</exception>
    public static async Task<ulong> CollectAsync(Stream connection, EventSelection events, CancellationToken cancellationToken) =>
        BinaryPrimitives.ReadUInt64LittleEndian(await (events.ForOlderRuntimes
            ? AskAsync(connection, EventPipe, CollectTracing2, events.WriteForOlder, sizeof(ulong), cancellationToken)
            : AskAsync(connection, EventPipe, CollectTracing5, events.Write, sizeof(ulong), cancellationToken)).ConfigureAwait(false));

    /// <summary>Ends a session. The answer comes once all its events have been read from their own connection.</summary>
    /// <exception cref="IOException">The runtime refused.</exception>
    public static Task StopAsync(Stream connection, ulong session, CancellationToken cancellationToken) =>
        AskAsync(connection, EventPipe, StopTracing, writer => writer.Write(session), sizeof(ulong), cancellationToken);

    /// <summary>Lets a runtime that waits at its start go on.</summary>
    /// <exception cref="IOException">The runtime refused.</exception>
    public static Task ResumeAsync(Stream connection, CancellationToken cancellationToken) =>
        AskAsync(connection, Process, ResumeRuntime, static _ => { }, answer: sizeof(int), cancellationToken);

    private static async Task<byte[]> AskAsync(Stream connection, byte set, byte command, Action<BinaryWriter> payload, int answer, CancellationToken cancellationToken)
    {
        await connection.WriteAsync(Packet(set, command, payload), cancellationToken).ConfigureAwait(false);
        var header = new byte[HeaderSize];
        await connection.ReadExactlyAsync(header, cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(14)) - HeaderSize;
        if (header[16] != Server || header[17] != Success || length < 0 || length > answer)
            throw new IOException("the runtime refused to record its events");

        var content = new byte[answer];
        await connection.ReadExactlyAsync(content.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
        return content;
    }

    private static byte[] Packet(byte set, byte command, Action<BinaryWriter> payload)
    {
        using var packet = new MemoryStream();
        packet.Write(stackalloc byte[HeaderSize]);
        payload(new BinaryWriter(packet));
        var bytes = packet.ToArray();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(14), (ushort)bytes.Length);
        bytes[16] = set;
        bytes[17] = command;
        return bytes;
    }
}
