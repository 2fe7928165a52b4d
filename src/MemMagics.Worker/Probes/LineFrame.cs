namespace MemMagics.Worker.Probes;

/// <summary>
/// One open activation of a woven body on one thread: an element of the thread's own stack of frames, one cache line long. It is in
/// native memory rather than in locals of the woven method: that keeps woven frames small, and lets the probe see which activations are open.
/// </summary>
internal unsafe struct LineFrame
{
    public ThreadTable* Table;

    /// <summary>The slots to charge: the thread's outer ones, or its inner ones in a recursive activation.</summary>
    public LineSlot* Slots;

    /// <summary>The slot of the last sequence point, to which allocations are charged.</summary>
    public LineSlot* Current;

    /// <summary>The thread's allocation counter when <see cref="Current"/> was charged last.</summary>
    public long Allocated;

    public BodyTally* Body;

    /// <summary>The frame of the same function that is charged again when this one is left; null for the outermost one.</summary>
    public LineFrame* Owner;

    /// <summary>The frame entered before this one on the thread, of any function.</summary>
    public LineFrame* Below;

    /// <summary><see cref="ThreadTable.Readings"/> when the frame was entered.</summary>
    public int Readings;

    /// <summary>Whether <see cref="Current"/> began with a reading of resident memory, so that all growth since then is its own. Then the thread's next sequence point reads again.</summary>
    public bool Measured;

    /// <summary>Whether it is of an iterator that is not asynchronous: it can be suspended only where it yields.</summary>
    public bool IsIterator;
}
