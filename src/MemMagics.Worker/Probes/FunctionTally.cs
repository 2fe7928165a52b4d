namespace MemMagics.Worker.Probes;

/// <summary>The counters of one profiled function on one thread.</summary>
internal unsafe struct FunctionTally
{
    /// <summary>The function's counters that all threads share.</summary>
    public SharedTally* Shared;

    /// <summary>The frame that is being charged; null while the function is not active on this thread.</summary>
    public LineFrame* Active;

    /// <summary>Its lines that can touch memory; none where they are too many to be looked at (<see cref="LinesRun"/>).</summary>
    public LineSlot** Touching;
    public int TouchingCount;

    /// <summary>Open frames of the function itself, without nested code.</summary>
    public int Main;

    /// <summary>Open frames of recursive calls: what they allocate is charged to the line that called the first of them.</summary>
    public int Inner;

    /// <summary>Calls of the function, or of the stub of its state machine.</summary>
    public long Activations;

    /// <summary>State machines that began to run; and how often asynchronous ones were suspended and continued.</summary>
    public long Begun;
    public long Suspended;
    public long Continued;

    /// <summary>Iterators that were continued, and had yielded before the counting began.</summary>
    public long HalfWay;

    /// <summary>How often code inside the function ran while the function did not.</summary>
    public long Apart;

    public long Outermost;
    public long Allocated;

    /// <summary>The thread's allocation counter and the last known resident memory when the outermost open frame was entered.</summary>
    public long EnterAllocated;
    public long EnterResident;

    /// <summary>Whether the outermost open frame is registered in <see cref="Shared"/>, and the allocation counter at that moment.</summary>
    public bool Registered;
    public long RegisteredAllocated;

    /// <summary>Growth of resident memory that was found after several lines could have caused it, and waits for evidence (<see cref="ResidentGrowth"/>).</summary>
    public long Waiting;

    /// <summary>Growth that is the function's or that of the code around it, found where its activations are too many to be measured each.</summary>
    public long Unplaced;

    /// <summary>The line to charge it to when no evidence comes: the last one that could have touched memory when growth was found.</summary>
    public LineSlot* WaitingFor;

    /// <summary>The line that was last seen to touch memory; how often it had run then or when growth was last found; and when that was, by the clock and by the watched lines that were left.</summary>
    public LineSlot* Seen;
    public long SeenOccurrences;
    public long SeenTick;
    public int SeenWatching;

    /// <summary>The lines that were seen to touch memory during the last watch, one for each time, and that watch's number; how often each had run then, and how many watched lines were left.</summary>
    public fixed long Evidence[MostEvidence];
    public fixed long EvidenceOccurrences[MostEvidence];
    public fixed int EvidenceWatching[MostEvidence];
    public int EvidenceCount;
    public int EvidenceWatch;

    /// <summary>How often lines are seen to touch memory before what waits is divided among them. Lines of a loop take turns, so several times are more than as many samples.</summary>
    public const int MostEvidence = 6;
}
