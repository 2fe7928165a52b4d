namespace MemMagics.Platform.Contract;

/// <summary>An operating system: what MemMagics needs of it and .NET does not offer.</summary>
internal interface IPlatform
{
    /// <summary>Its name, as people write it.</summary>
    string Name { get; }

    /// <summary>Whether MemMagics was tried on it. What was only written by the book is said so in reports.</summary>
    bool IsTried { get; }

    /// <summary>Memory of this process and of others.</summary>
    IMemory Memory { get; }

    /// <summary>Processes: their beginnings, families and ends.</summary>
    IProcesses Processes { get; }

    /// <summary>Threads of this process.</summary>
    IThreads Threads { get; }

    /// <summary>The standard streams of this process.</summary>
    IStandardStreams Streams { get; }

    /// <summary>Files, and what lies where.</summary>
    IFiles Files { get; }

    /// <summary>How programs, libraries and platforms are called.</summary>
    INames Names { get; }
}
