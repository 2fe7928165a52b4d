namespace MemMagics.Worker.Probes;

/// <summary>What one thread counted at one point. Native memory, zeroed.</summary>
internal struct LineSlot
{
    public long Occurrences;
    public long Allocated;
    public long Increment;
    public long Memory;
    public long Retained;
}
