namespace MemMagics.Magics;

/// <summary>Which call of the measured code a report is about.</summary>
public enum CallChoice
{
    /// <summary>The warm call, unless the first took longer than two seconds or the state cannot be rebuilt.</summary>
    Auto,

    /// <summary>The second call, after one-time costs are paid, however long the first one took.</summary>
    Warm,

    /// <summary>The first call in a fresh process, one-time costs included; no second call is made.</summary>
    Cold,
}
