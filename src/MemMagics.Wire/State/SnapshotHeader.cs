using System.Runtime.InteropServices;

namespace MemMagics.Wire.State;

/// <summary>The first bytes of a snapshot.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
public struct SnapshotHeader
{
    public ulong Magic;
    public uint Version;
    public int ObjectCount;
    public long FileLength;
    public long DirectoryOffset;
    public int DirectoryLength;
    public uint DirectoryChecksum;

    /// <summary>1 when the worker must compute the notebook's hash codes, because tables are copied as they are; otherwise 0.</summary>
    public int SameHashes;
}
