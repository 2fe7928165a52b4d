using System.Buffers.Binary;
using System.Text;

namespace MemMagics.Origins.Events;

/// <summary>Reads a nettrace stream, format 4, block by block (microsoft/perfview, src/TraceEvent/EventPipe/EventPipeFormat.md).</summary>
internal sealed class NettraceReader(Stream stream)
{
    private const byte NoObject = 1;
    private const byte BeginObject = 5;
    private const byte EndObject = 6;
    private const int TraceSize = 48;
    private const int Alignment = 4;
    private const int LargestBlock = 64 << 20;

    private readonly BufferedStream _stream = new(stream, 1 << 16);
    private byte[] _content = [];
    private long _position;

    /// <summary>Reads up to the first block.</summary>
    /// <exception cref="InvalidDataException">This is not a nettrace stream of format 4.</exception>
    public void ReadStart()
    {
        Expect("Nettrace"u8);
        Expect("\x14\0\0\0!FastSerialization.1"u8);
        if (ReadTypeName() != "Trace")
            throw Unreadable();

        Skip(TraceSize);
        Expect([EndObject]);
    }

    /// <summary>Reads the next block.</summary>
    /// <param name="name">The kind of block: <c>EventBlock</c>, <c>MetadataBlock</c>, …</param>
    /// <param name="content">Its content, valid until the next call.</param>
    /// <returns><see langword="false"/> at the end of the stream.</returns>
    /// <exception cref="InvalidDataException">The stream is broken.</exception>
    public bool ReadBlock(out string name, out ReadOnlySpan<byte> content)
    {
        content = default;
        name = ReadTypeName();
        if (name.Length == 0)
            return false;

        var size = ReadInt32();
        if (size is < 0 or > LargestBlock)
            throw Unreadable();

        Skip((int)(-_position & (Alignment - 1)));
        if (_content.Length < size)
            _content = new byte[size];

        ReadExactly(_content.AsSpan(0, size));
        Expect([EndObject]);
        content = _content.AsSpan(0, size);
        return true;
    }

    /// <returns>Name of the type of the object that begins here; empty at the end of the stream.</returns>
    private string ReadTypeName()
    {
        var tag = ReadByte();
        if (tag == NoObject)
            return "";
        if (tag != BeginObject)
            throw Unreadable();

        Expect([BeginObject, NoObject]);
        Skip(2 * sizeof(int)); // version, oldest reader's version
        Span<byte> name = stackalloc byte[ReadInt32() is var length and >= 0 and <= 64 ? length : throw Unreadable()];
        ReadExactly(name);
        Expect([EndObject]);
        return Encoding.UTF8.GetString(name);
    }

    private void Expect(ReadOnlySpan<byte> expected)
    {
        Span<byte> actual = stackalloc byte[expected.Length];
        ReadExactly(actual);
        if (!actual.SequenceEqual(expected))
            throw Unreadable();
    }

    private void Skip(int count) => ReadExactly(stackalloc byte[count]);

    private byte ReadByte()
    {
        Span<byte> bytes = stackalloc byte[1];
        ReadExactly(bytes);
        return bytes[0];
    }

    private int ReadInt32()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    private void ReadExactly(Span<byte> bytes)
    {
        _stream.ReadExactly(bytes);
        _position += bytes.Length;
    }

    private static InvalidDataException Unreadable() => new("the runtime's events came in an unknown format");
}
