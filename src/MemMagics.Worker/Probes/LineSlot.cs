using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Probes;

/// <summary>The counters of one thread for one sequence point. Native memory, zeroed.</summary>
internal struct LineSlot
{
    public long Occurrences;
    public long Allocated;
    public long Increment;
    public long Memory;
    public long Retained;

    /// <summary>Occurrences before this one are measured exactly, with a reading of resident memory before and after.</summary>
    public long MeasuredUntil;

    /// <summary>What the code from this point to the next can do.</summary>
    public LineCode Code;

    /// <summary>Whether that code can touch fresh memory. Code that cannot is never charged for memory that was found later.</summary>
    public readonly bool Touches => (Code & LineCode.Touches) != 0;

    public readonly bool Calls => (Code & LineCode.Calls) != 0;
}
