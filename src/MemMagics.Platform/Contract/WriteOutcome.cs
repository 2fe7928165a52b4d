namespace MemMagics.Platform.Contract;

/// <summary>What became of writing into another process.</summary>
internal enum WriteOutcome
{
    /// <summary>All of it is there.</summary>
    Written,

    /// <summary>The process has ended: nobody needs it any more.</summary>
    ProcessEnded,

    /// <summary>Not all of it could be written.</summary>
    Failed,
}
