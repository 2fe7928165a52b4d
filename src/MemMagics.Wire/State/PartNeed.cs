namespace MemMagics.Wire.State;

/// <summary>What a part has to be before the value it belongs to is put together.</summary>
public enum PartNeed : byte
{
    /// <summary>It, and if it is an array its elements, must exist.</summary>
    Exists,

    /// <summary>Everything reachable from it must be filled: its hash code or its order is asked for.</summary>
    Complete,
}
