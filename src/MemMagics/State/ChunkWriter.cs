using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMagics.Wire.State;

namespace MemMagics.State;

/// <summary>Writes one of the snapshot's streams through one buffer.</summary>
internal sealed unsafe class ChunkWriter(SnapshotWriter file) : IDisposable
{
    private readonly List<SnapshotChunk> _chunks = [];
    private byte* _buffer = (byte*)NativeMemory.Alloc(SnapshotFormat.ChunkCapacity);
    private int _used;

    public IReadOnlyList<SnapshotChunk> Chunks => _chunks;

    /// <summary>Space for the next bytes, at most a chunk's capacity; valid until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Reserve(int count)
    {
        if (_used + count > SnapshotFormat.ChunkCapacity)
            Flush();
        var room = _buffer + _used;
        _used += count;
        return room;
    }

    public void Int32(int value) => Unsafe.WriteUnaligned(Reserve(sizeof(int)), value);

    public void Int64(long value) => Unsafe.WriteUnaligned(Reserve(sizeof(long)), value);

    public void Number(long value)
    {
        var rest = (ulong)value;
        while (rest >= 0x80)
        {
            *Reserve(1) = (byte)(rest | 0x80);
            rest >>= 7;
        }

        *Reserve(1) = (byte)rest;
    }

    /// <summary>Writes any number of bytes, from memory that may be on the managed heap.</summary>
    public void CopyFrom(ref byte source, long count)
    {
        if (count <= RawBytes.FewBytes)
        {
            RawBytes.CopyFew(ref *Reserve((int)count), ref source, (int)count);
            return;
        }

        for (long done = 0; done < count;)
        {
            var piece = (int)Math.Min(count - done, SnapshotFormat.ChunkCapacity);
            Unsafe.CopyBlockUnaligned(ref *Reserve(piece), ref Unsafe.AddByteOffset(ref source, (nint)done), (uint)piece);
            done += piece;
        }
    }

    public void Flush()
    {
        if (_used == 0)
            return;
        var bytes = new ReadOnlySpan<byte>(_buffer, _used);
        _chunks.Add(new SnapshotChunk(file.Append(bytes), _used, SnapshotFormat.Checksum(bytes)));
        _used = 0;
    }

    public void Dispose()
    {
        NativeMemory.Free(_buffer);
        _buffer = null;
    }
}
