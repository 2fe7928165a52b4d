namespace MemMagics.Workers;

/// <summary>A worker computes other hash codes than this process, so that it cannot use a snapshot in which tables are as they are.</summary>
internal sealed class WorkerHashesException() : Exception("A worker computes other hash codes than the notebook.");
