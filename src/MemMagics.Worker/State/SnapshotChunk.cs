namespace MemMagics.Worker.State;

/// <summary>A piece of one of the snapshot's streams.</summary>
internal readonly record struct SnapshotChunk(long Offset, int Length, uint Checksum);
