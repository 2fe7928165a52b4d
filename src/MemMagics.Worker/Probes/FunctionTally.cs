namespace MemMagics.Worker.Probes;

/// <summary>One profiled function on one thread.</summary>
internal unsafe struct FunctionTally
{
    /// <summary>What the threads share about the function.</summary>
    public SharedTally* Shared;

    /// <summary>The frame that is charged now; null while the function is not active on this thread.</summary>
    public LineFrame* Active;

    /// <summary>Open frames of the function itself, parts not counted.</summary>
    public int Main;

    /// <summary>Open frames that are recursive: what they allocate belongs to the line that called the first of them.</summary>
    public int Inner;

    public long Activations;
    public long Outermost;
    public long Allocated;

    /// <summary>Of the outermost open frame: the thread's allocation counter and the resident memory known when it was entered.</summary>
    public long EnterAllocated;
    public long EnterResident;

    /// <summary>Whether the outermost open frame is known to <see cref="Shared"/>, and the allocation counter since when.</summary>
    public bool Registered;
    public long RegisteredAllocated;
}
