namespace MemMagics.Platform.Contract;

/// <summary>Threads of this process.</summary>
internal interface IThreads
{
    /// <summary>The operating system's id of this thread.</summary>
    int Current { get; }

    /// <summary>Whether a thread of this process has ended, so that another one may have its place.</summary>
    bool HasEnded(int thread);

    /// <summary>Whether no thread but this one runs or is about to; <see langword="true"/> where that is not known.</summary>
    bool AllOthersSleep();

    /// <summary>Pauses for a thread that looks at something again and again. Made before anything is measured: making it allocates.</summary>
    IPause NewPause();
}
