namespace MemMagics.Wire.Messages;

/// <summary>The meaning of a frame. The engine sends <see cref="Hashes"/>, <see cref="WarmUp"/> and <see cref="Run"/>, each once, and answers (<see cref="ArraysCopied"/>, <see cref="GoOn"/>, <see cref="NamesUnknown"/>); the worker all others.</summary>
public enum MessageKind : byte
{
    /// <summary>A <see cref="RunRequest"/>.</summary>
    Run = 1,

    /// <summary>A <see cref="RunRequest"/> without user code.</summary>
    WarmUp,

    /// <summary>The worker has warmed up.</summary>
    Ready,

    /// <summary>The worker has its request: measured code may run from now on.</summary>
    Started,

    /// <summary>Where the run wants the content of the notebook's large arrays (a list of <see cref="State.ArrayPlace"/>). The run waits for the answer.</summary>
    ArraysWanted,

    /// <summary>The answer to <see cref="ArraysWanted"/>: whether the content was copied; otherwise it is in the snapshot's file now.</summary>
    ArraysCopied,

    /// <summary>A call comes next for which this many bytes are touched, so that there is a high-water mark (a number): they count for no limit.</summary>
    Ballast,

    /// <summary>The first call's figures (<see cref="Metering.CallFigures"/>).</summary>
    FirstCall,

    /// <summary>The warm call's figures (<see cref="Metering.CallFigures"/>).</summary>
    WarmCall,

    /// <summary>Resident memory over the call whose figures came last (a list of <see cref="Metering.ResidentSample"/>).</summary>
    Timeline,

    /// <summary>What the line probes of the headline call counted.</summary>
    Probes,

    /// <summary>The headline call comes next (<see cref="CallPause"/>): what has to be made to record it is made now, before the last collection. The run waits for the answer: <see cref="GoOn"/>.</summary>
    CallIsNext,

    /// <summary>The headline call is about to begin (<see cref="CallPause"/>). The run waits for the answer: <see cref="GoOn"/>.</summary>
    CallBegins,

    /// <summary>The headline call has ended, and its result is still alive (<see cref="CallPause"/>). The run waits for the answer: <see cref="NamesUnknown"/> or <see cref="GoOn"/>.</summary>
    CallEnded,

    /// <summary>The answer to <see cref="CallIsNext"/>, <see cref="CallBegins"/>, <see cref="CallEnded"/> or <see cref="NamesKnown"/>: what the engine had to do is done.</summary>
    GoOn,

    /// <summary>The answer to <see cref="CallEnded"/>: <see cref="UnknownNames"/>.</summary>
    NamesUnknown,

    /// <summary><see cref="KnownNames"/>. The run waits for the answer: <see cref="GoOn"/>.</summary>
    NamesKnown,

    /// <summary>The libraries that were loaded and are Debug builds (a list of simple names).</summary>
    DebugLibraries,

    /// <summary>The process is ending by itself, as after <see cref="Environment.Exit"/>: its exit code.</summary>
    Exiting,

    /// <summary>The measured code threw (<see cref="ThrownException"/>).</summary>
    Threw,

    /// <summary>The run could not be made: a sentence.</summary>
    Refused,

    /// <summary>The exit code of a program that has ended.</summary>
    ExitCode,

    /// <summary>Everything was sent; the worker exits.</summary>
    Finished,

    /// <summary>A <see cref="HashOffer"/>, before anything else.</summary>
    Hashes,

    /// <summary>The run could not be made from this snapshot, because the worker computes other hash codes than the notebook.</summary>
    HashesDiffer,
}
