using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Probes;

/// <summary>One woven body on one thread.</summary>
internal unsafe struct BodyTally
{
    public FunctionTally* Function;

    /// <summary>How many activations of it are open.</summary>
    public int Depth;

    public BodyKind Kind;

    /// <summary>How often it was entered as a part of a function already active.</summary>
    public long Entered;
}
