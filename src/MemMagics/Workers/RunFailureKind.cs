namespace MemMagics.Workers;

/// <summary>Sorts of failed runs.</summary>
internal enum RunFailureKind
{
    /// <summary>The measured code threw.</summary>
    Threw,

    /// <summary>The worker could not rebuild the session.</summary>
    Refused,

    /// <summary>The worker's process ended before its time.</summary>
    Died,

    /// <summary>The time was over.</summary>
    TimedOut,

    /// <summary>The memory limit was reached.</summary>
    OverMemoryLimit,
}
