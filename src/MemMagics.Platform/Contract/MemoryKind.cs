namespace MemMagics.Platform.Contract;

/// <summary>What a system counts as a process's memory. The kinds are not the same figure: they are named wherever they are shown, and never compared.</summary>
internal enum MemoryKind
{
    /// <summary>Resident memory (Linux): the pages that the process has in main memory, shared ones included.</summary>
    Resident,

    /// <summary>The working set (Windows): the pages that the process has in main memory, shared ones included.</summary>
    WorkingSet,

    /// <summary>The physical footprint (macOS): what the process alone is charged for, compressed pages included.</summary>
    Footprint,
}
