using System.Numerics;
using System.Runtime.InteropServices;

namespace MemMagics.Wire.State;

/// <summary>
/// What engine and worker agree on about a snapshot: a header, then chunks of two streams (the object table and the
/// objects' bodies) and blocks of raw array content in the order in which they were written, then the directory,
/// which says where the chunks are and holds the types, the roots and the finishing order. A body names its array's block by
/// offset; by the offset's complement where the block is only room, and the content stays in the notebook until a worker wants it.
/// </summary>
public static class SnapshotFormat
{
    public const ulong Magic = 0x544154_534D454D; // "MEMSTAT"
    public const uint Version = 3;

    /// <summary>Chunks never exceed this, so that reader and writer get by with one small buffer whose pages stay warm.</summary>
    public const int ChunkCapacity = 64 * 1024;

    /// <summary>Array content from this size on is a block of its own, written and read without a copy between.</summary>
    public const int BlockThreshold = 4096;

    /// <summary>Content from this size on stays in the notebook where it can. Such arrays are on the large object heap: to pin them hinders no collection.</summary>
    public const int LargeThreshold = 128 * 1024;

    /// <summary>Checksum of chunks and directory. Blocks have none: their content cannot mislead the reader.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
