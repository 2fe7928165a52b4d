namespace MemMagics;

/// <summary>What Peak, Increment and "Mem usage" count: each operating system has a figure of its own. They are not the same, and never compared.</summary>
public enum PeakKind
{
    /// <summary>Resident memory (Linux): the pages that the process has in main memory, shared ones included.</summary>
    Resident,

    /// <summary>The working set (Windows): the pages that the process has in main memory, shared ones included.</summary>
    WorkingSet,

    /// <summary>The physical footprint (macOS): what the process alone is charged for, compressed pages included.</summary>
    Footprint,
}
