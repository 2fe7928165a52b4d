namespace MemMagics.Wire.State;

/// <summary>A piece of one of the snapshot's streams.</summary>
public readonly record struct SnapshotChunk(long Offset, int Length, uint Checksum);
