namespace MemMagics.Workers;

/// <summary>Sorts of failed runs.</summary>
internal enum RunFailureKind
{
    /// <summary>The measured code threw.</summary>
    Threw,

    /// <summary>The worker could not rebuild the session.</summary>
    Refused,

    /// <summary>The worker's process exited before the run was complete.</summary>
    WorkerExited,

    /// <summary>The connection to the worker does not carry what the worker sends: measured code wrote to it or closed it.</summary>
    BrokenConnection,

    /// <summary>Measured code stopped the worker by a signal, and nothing let it go on.</summary>
    Suspended,

    /// <summary>The time ran out.</summary>
    TimedOut,

    /// <summary>The memory limit was reached.</summary>
    OverMemoryLimit,
}
