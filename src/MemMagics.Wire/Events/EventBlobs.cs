using System.Buffers.Binary;

namespace MemMagics.Wire.Events;

/// <summary>The events of a block, one after another. Headers are compressed: a missing field has the value of the previous event.</summary>
public ref struct EventBlobs
{
    private const int Compressed = 1;
    private const int GuidSize = 16;

    private ReadOnlySpan<byte> _rest;
    private int _payloadSize;

    /// <param name="block">Content of an <c>EventBlock</c> or a <c>MetadataBlock</c>.</param>
    public EventBlobs(ReadOnlySpan<byte> block)
    {
        var headerSize = BinaryPrimitives.ReadUInt16LittleEndian(block);
        if ((BinaryPrimitives.ReadUInt16LittleEndian(block[sizeof(ushort)..]) & Compressed) == 0)
            throw new InvalidDataException("the runtime's events came uncompressed");

        _rest = block[headerSize..];
    }

    /// <summary>Id of the metadata that describe the event; 0 when it is a metadata event itself.</summary>
    public int Metadata { get; private set; }

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
            ReadVariable(); // sequence number
            ReadVariable(); // capturing thread
            ReadVariable(); // processor
        }

        if ((flags & 4) != 0)
            ReadVariable(); // thread

        if ((flags & 8) != 0)
            ReadVariable(); // stack

        ReadVariable(); // time
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
