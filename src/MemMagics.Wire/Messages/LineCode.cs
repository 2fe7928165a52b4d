namespace MemMagics.Wire.Messages;

/// <summary>What the code from a sequence point to the next can do to resident memory.</summary>
[Flags]
public enum LineCode : byte
{
    /// <summary>It calculates and loads: it touches no fresh memory.</summary>
    Calculates = 0,

    /// <summary>It can touch fresh memory.</summary>
    Touches = 1,

    /// <summary>It runs other code, which may wait for other threads.</summary>
    Calls = 2,

    /// <summary>It can be reached from a loop that it is not part of.</summary>
    FollowsLoop = 4,

    /// <summary>It is part of a loop.</summary>
    InLoop = 8,
}
