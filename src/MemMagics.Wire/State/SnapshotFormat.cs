using System.Numerics;
using System.Runtime.InteropServices;

namespace MemMagics.Wire.State;

/// <summary>
/// What engine and worker agree on about a snapshot: a header, then chunks of two streams (the object table and the
/// objects' bodies) and blocks of raw array content in the order in which they were written, then the directory,
/// which says where the chunks are and holds the types, the roots and the rebuild order. A body names its array's block by offset,
/// or by the offset's complement when the block is only reserved and the content stays in the notebook until a worker asks for it.
/// </summary>
public static class SnapshotFormat
{
    public const ulong Magic = 0x544154_534D454D; // "MEMSTAT"
    public const uint Version = 5;

    /// <summary>Chunks never exceed this, so that reader and writer need only one small buffer, which stays in the cache.</summary>
    public const int ChunkCapacity = 64 * 1024;

    /// <summary>Array content from this size on is a block of its own, written and read without an intermediate copy.</summary>
    public const int BlockThreshold = 4096;

    /// <summary>Content from this size on stays in the notebook where possible. Such arrays are on the large object heap, so pinning them does not hinder collections.</summary>
    public const int LargeThreshold = 128 * 1024;

    /// <summary>Checksum of chunks and directory. Blocks have none, because no content of theirs can mislead the reader.</summary>
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
