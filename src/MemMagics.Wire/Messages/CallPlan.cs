namespace MemMagics.Wire.Messages;

/// <summary>Which calls a worker makes.</summary>
public enum CallPlan : byte
{
    /// <summary>The first call only.</summary>
    FirstOnly,

    /// <summary>The first call, and a warm one unless the first took long.</summary>
    WarmIfQuick,

    /// <summary>Both calls.</summary>
    Both,
}
