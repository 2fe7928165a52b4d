using System.Text;
using MemMagics.Wire.State;

namespace MemMagics.Worker.State;

/// <summary>Reads the snapshot's directory; every length is checked against what is left.</summary>
internal sealed class DirectoryReader(byte[] bytes)
{
    private int _position;

    public int Remaining => bytes.Length - _position;

    public byte Byte() => _position < bytes.Length ? bytes[_position++] : throw SnapshotException.Damaged("its directory ends early");

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)value;
        }

        throw SnapshotException.Damaged("a number in its directory does not end");
    }

    /// <summary>The number of items that follow, each of at least one byte.</summary>
    public int Count()
    {
        var count = Number();
        return count >= 0 && count <= Remaining ? (int)count : throw SnapshotException.Damaged("its directory counts more than it holds");
    }

    /// <summary>An index below a limit.</summary>
    public int Index(int limit)
    {
        var index = Number();
        return index >= 0 && index < limit ? (int)index : throw SnapshotException.Damaged("its directory points outside of itself");
    }

    public string Text()
    {
        var length = Count();
        var text = Encoding.UTF8.GetString(bytes, _position, length);
        _position += length;
        return text;
    }

    public IReadOnlyList<SnapshotChunk> Chunks(long fileLength)
    {
        var chunks = new SnapshotChunk[Count()];
        for (var i = 0; i < chunks.Length; i++)
        {
            var chunk = new SnapshotChunk(Number(), (int)Number(), (uint)Number());
            if (chunk.Offset < 0 || chunk.Length is <= 0 or > SnapshotFormat.ChunkCapacity || chunk.Offset > fileLength - chunk.Length)
                throw SnapshotException.Damaged("a chunk lies outside of it");
            chunks[i] = chunk;
        }

        return chunks;
    }
}
