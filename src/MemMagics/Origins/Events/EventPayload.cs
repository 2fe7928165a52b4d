using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MemMagics.Origins.Events;

/// <summary>Reads the fields of an event in their order: little endian, without padding.</summary>
internal ref struct EventPayload(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public void Skip(int bytes) => _rest = _rest[bytes..];

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    public byte ReadByte() => ReadBytes(sizeof(byte))[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(ReadBytes(sizeof(ushort)));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(ReadBytes(sizeof(uint)));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(ReadBytes(sizeof(ulong)));

    /// <summary>Reads text in UTF-16 that ends with a zero.</summary>
    public string ReadText()
    {
        var characters = MemoryMarshal.Cast<byte, char>(_rest);
        var length = characters.IndexOf('\0');
        var text = new string(characters[..(length < 0 ? characters.Length : length)]);
        Skip(Math.Min(_rest.Length, (text.Length + 1) * sizeof(char)));
        return text;
    }
}
