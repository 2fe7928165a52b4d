namespace MemMagics.Wire.State;

/// <summary>What a place in an object holds.</summary>
public enum SlotKind : byte
{
    /// <summary>Bytes that mean the same in every process.</summary>
    Raw,

    /// <summary>A reference to an object.</summary>
    Reference,

    /// <summary>A pointer, or a struct that does not travel: only its default, all zeros, does.</summary>
    Zero,

    /// <summary>The id of the thread that created an iterator: in the worker, that of the thread on which measured code runs.</summary>
    Thread,
}
