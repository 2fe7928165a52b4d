using System.Buffers.Binary;

namespace MemMagics.Origins.Events;

/// <summary>The events of a block, one after another. Headers are compressed: a missing field has the value of the previous event.</summary>
internal ref struct EventBlobs
{
    private const int Compressed = 1;
    private const int GuidSize = 16;

    private ReadOnlySpan<byte> _rest;
    private int _payloadSize;

    /// <param name="block">Content of an <c>EventBlock</c> or a <c>MetadataBlock</c>.</param>
    /// <exception cref="InvalidDataException">Its events are not compressed.</exception>
    public EventBlobs(ReadOnlySpan<byte> block)
    {
        var headerSize = BinaryPrimitives.ReadUInt16LittleEndian(block);
        if ((BinaryPrimitives.ReadUInt16LittleEndian(block[sizeof(ushort)..]) & Compressed) == 0)
            throw new InvalidDataException("the runtime's events came uncompressed");

        _rest = block[headerSize..];
    }

    /// <summary>Id of the metadata that describe the event; 0 when it is a metadata event itself.</summary>
    public int Metadata { get; private set; }

    /// <summary>The event's number among those of the thread that wrote it, from 1. A number that is missing is a lost event.</summary>
    public uint Sequence { get; private set; }

    /// <summary>The thread that wrote it.</summary>
    public ulong Writer { get; private set; }

    /// <summary>The stack, by its id; 0 for none.</summary>
    public int Stack { get; private set; }

    /// <summary>When, as a <see cref="System.Diagnostics.Stopwatch"/> timestamp.</summary>
    public long Time { get; private set; }

    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <returns><see langword="false"/> after the last event.</returns>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;

        var flags = _rest[0];
        _rest = _rest[1..];
        if ((flags & 1) != 0)
            Metadata = (int)ReadVariable();

        if ((flags & 2) != 0)
        {
            Sequence += (uint)ReadVariable();
            Writer = ReadVariable();
            ReadVariable(); // processor
        }

        if (Metadata != 0)
            Sequence++;

        if ((flags & 4) != 0)
            ReadVariable(); // the thread that the event is about

        if ((flags & 8) != 0)
            Stack = (int)ReadVariable();

        Time += (long)ReadVariable();
        if ((flags & 16) != 0)
            _rest = _rest[GuidSize..]; // activity

        if ((flags & 32) != 0)
            _rest = _rest[GuidSize..]; // related activity

        if ((flags & 128) != 0)
            _payloadSize = (int)ReadVariable();

        Payload = _rest[.._payloadSize];
        _rest = _rest[_payloadSize..];
        return true;
    }

    /// <summary>A variable-length integer: seven bits per byte, lowest first; the eighth bit says that more follow.</summary>
    private ulong ReadVariable()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
