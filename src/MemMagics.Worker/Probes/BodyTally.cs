using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Probes;

/// <summary>The counters of one woven body on one thread.</summary>
internal unsafe struct BodyTally
{
    public FunctionTally* Function;

    /// <summary>How many of its activations are open.</summary>
    public int Depth;

    public BodyKind Kind;

    /// <summary>How often it was entered as nested code of a function that was already active.</summary>
    public long Entered;
}
