using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MemMagics.Wire.State;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Worker.State;

/// <summary>Reads one of the snapshot's streams, chunk after chunk, through one buffer.</summary>
internal sealed unsafe class SnapshotStream : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly IReadOnlyList<SnapshotChunk> _chunks;
    private byte* _buffer;
    private int _start;
    private int _end;
    private int _next;

    public SnapshotStream(SafeFileHandle file, IReadOnlyList<SnapshotChunk> chunks)
    {
        _file = file;
        _chunks = chunks;
        Length = chunks.Sum(static chunk => (long)chunk.Length);
        // Space for a chunk after the unread rest of the previous one.
        _buffer = (byte*)NativeMemory.Alloc(2 * SnapshotFormat.ChunkCapacity);
    }

    /// <summary>Bytes in all chunks.</summary>
    public long Length { get; }

    /// <summary>The next bytes, at most a chunk's capacity, in one piece; valid until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Take(int count)
    {
        if (_end - _start < count)
            Refill(count);
        var taken = _buffer + _start;
        _start += count;
        return taken;
    }

    public int Int32() => Unsafe.ReadUnaligned<int>(Take(sizeof(int)));

    public long Int64() => Unsafe.ReadUnaligned<long>(Take(sizeof(long)));

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = *Take(1);
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return (long)value;
        }

        throw SnapshotException.Damaged("a number does not end");
    }

    /// <summary>Reads any number of bytes, into memory that may be on the managed heap.</summary>
    public void CopyTo(ref byte destination, long count)
    {
        if (count <= RawBytes.FewBytes)
        {
            RawBytes.CopyFew(ref destination, ref *Take((int)count), (int)count);
            return;
        }

        for (long done = 0; done < count;)
        {
            var piece = (int)Math.Min(count - done, SnapshotFormat.ChunkCapacity);
            Unsafe.CopyBlockUnaligned(ref Unsafe.AddByteOffset(ref destination, (nint)done), ref *Take(piece), (uint)piece);
            done += piece;
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_buffer);
        _buffer = null;
    }

    private void Refill(int count)
    {
        Buffer.MemoryCopy(_buffer + _start, _buffer, 2 * SnapshotFormat.ChunkCapacity, _end - _start);
        (_start, _end) = (0, _end - _start);
        while (_end < count)
        {
            if (_next == _chunks.Count)
                throw SnapshotException.Damaged("it ends early");
            var chunk = _chunks[_next++];
            var bytes = new Span<byte>(_buffer + _end, chunk.Length);
            if (RandomAccess.Read(_file, bytes, chunk.Offset) != chunk.Length || SnapshotFormat.Checksum(bytes) != chunk.Checksum)
                throw SnapshotException.Damaged("a checksum is wrong");
            _end += chunk.Length;
        }
    }
}
