namespace MemMagics;

/// <summary>How the session's state reaches the measured code.</summary>
public enum StateMode
{
    /// <summary>The live values that the code reaches are copied into a fresh worker process. No earlier cell runs again.</summary>
    Snapshot,

    /// <summary>A fresh worker process runs the earlier cells again: their side effects happen again.</summary>
    Replay,

    /// <summary>The code runs in the notebook's own process: no isolation; Allocated is still exact.</summary>
    InProcess,

    /// <summary>The code of a program, not of a notebook: there is no session, and the program's state is what its own start makes it.</summary>
    OwnStart,
}
