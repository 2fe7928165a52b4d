namespace MemMagics.Worker.Probes;

/// <summary>The counters of one thread for one sequence point. Native memory, zeroed.</summary>
internal struct LineSlot
{
    public long Occurrences;
    public long Allocated;
    public long Increment;
    public long Memory;
    public long Retained;
}
