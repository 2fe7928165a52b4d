namespace MemMagics.Wire.State;

/// <summary>What is needed of a part before the value that it belongs to is put together.</summary>
public enum PartNeed : byte
{
    /// <summary>The part must exist, and if it is an array, its elements.</summary>
    Exists,

    /// <summary>Everything reachable from the part must be filled, because it is hashed or compared.</summary>
    Complete,
}
