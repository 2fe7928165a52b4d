using System.Buffers;
using System.Text;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>Writes the snapshot's directory.</summary>
internal sealed class DirectoryWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void Number(long value)
    {
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7)
            Byte((byte)(rest | 0x80));
        Byte((byte)rest);
    }

    public void Text(string text)
    {
        Number(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
    }

    public void Append(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    public void Chunks(IReadOnlyList<SnapshotChunk> chunks)
    {
        Number(chunks.Count);
        foreach (var chunk in chunks)
        {
            Number(chunk.Offset);
            Number(chunk.Length);
            Number(chunk.Checksum);
        }
    }
}
