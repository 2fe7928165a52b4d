namespace MemMagics.Worker.Probes;

/// <summary>
/// The counters of one profiled function that all threads share. Resident memory and other threads' allocations belong to the whole
/// process, so activations that overlap in time must not count the same change twice.
/// </summary>
internal unsafe struct SharedTally
{
    public int Lock;

    /// <summary>Registered outermost activations on all threads.</summary>
    public int Active;

    /// <summary>The resident memory up to which the function's lines have been charged, and its value when the function became active.</summary>
    public long Resident;
    public long StartResident;

    /// <summary>The thread that changed <see cref="Resident"/> last.</summary>
    public ThreadTable* ReadBy;

    /// <summary>Live managed bytes, likewise; only when asked for.</summary>
    public long Live;
    public long LiveAge;

    /// <summary>Bytes allocated in the process when the function became active, and those that its own activations have allocated since.</summary>
    public long StartTotal;
    public long Own;

    /// <summary>Full collections when the function became active, and those while it was.</summary>
    public long StartCollections;
    public long Collections;

    /// <summary>Iterators that have yielded since the counting began, and were not continued yet.</summary>
    public long Yielding;

    public long Increment;
    public long Elsewhere;
}
