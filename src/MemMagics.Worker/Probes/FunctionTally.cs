namespace MemMagics.Worker.Probes;

/// <summary>The counters of one profiled function on one thread.</summary>
internal unsafe struct FunctionTally
{
    /// <summary>The function's counters that all threads share.</summary>
    public SharedTally* Shared;

    /// <summary>The frame that is being charged; null while the function is not active on this thread.</summary>
    public LineFrame* Active;

    /// <summary>Open frames of the function itself, without nested code.</summary>
    public int Main;

    /// <summary>Open frames of recursive calls: what they allocate is charged to the line that called the first of them.</summary>
    public int Inner;

    public long Activations;
    public long Outermost;
    public long Allocated;

    /// <summary>The thread's allocation counter and the last known resident memory when the outermost open frame was entered.</summary>
    public long EnterAllocated;
    public long EnterResident;

    /// <summary>Whether the outermost open frame is registered in <see cref="Shared"/>, and the allocation counter at that moment.</summary>
    public bool Registered;
    public long RegisteredAllocated;
}
