namespace MemMagics.Wire.State;

/// <summary>A snapshot holds tables as they are, and this process would compute other hash codes for their keys. A snapshot without such tables can be rebuilt here.</summary>
public sealed class HashesDifferException() : SnapshotException("Hash codes are others in the worker than in the notebook.");
