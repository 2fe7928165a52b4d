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

    /// <summary>The occurrence at which the line is looked at next, whatever the clock says; at most this many occurrences lie between two looks, as long as memory is touched slowly.</summary>
    public long LookAt;
    public short LookEvery;

    /// <summary>Occurrences when the function's memory was charged last (<see cref="LinesRun"/>).</summary>
    public long ChargedAt;

    /// <summary>Whether it had run when the function was charged last, and whether it can have caused growth that waits for evidence.</summary>
    public bool HasRun;
    public bool IsSuspect;

    /// <summary>What the code from this point to the next can do.</summary>
    public LineCode Code;

    /// <summary>Whether that code can touch fresh memory. Code that cannot is never charged for memory that was found later.</summary>
    public readonly bool Touches => (Code & LineCode.Touches) != 0;

    public readonly bool FollowsLoop => (Code & LineCode.FollowsLoop) != 0;

    public readonly bool InLoop => (Code & LineCode.InLoop) != 0;

    public readonly bool Calls => (Code & LineCode.Calls) != 0;
}
