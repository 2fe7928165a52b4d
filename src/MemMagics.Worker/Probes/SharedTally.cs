namespace MemMagics.Worker.Probes;

/// <summary>
/// One profiled function over all threads: resident memory and other threads' allocations are facts of the process, so that
/// activations that overlap in time must not count the same change twice.
/// </summary>
internal struct SharedTally
{
    public int Lock;

    /// <summary>Registered outermost activations, all threads.</summary>
    public int Active;

    /// <summary>Resident memory that the function's lines have been charged up to, and its value when the function became active.</summary>
    public long Resident;
    public long StartResident;

    /// <summary>Live managed bytes, likewise; only when asked for.</summary>
    public long Live;

    /// <summary>Bytes allocated in the process when the function became active, and those that its own activations have allocated since.</summary>
    public long StartTotal;
    public long Own;

    public long Increment;
    public long Elsewhere;
}
