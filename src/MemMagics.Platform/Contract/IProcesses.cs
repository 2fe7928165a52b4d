using System.Diagnostics;

namespace MemMagics.Platform.Contract;

/// <summary>Processes: their beginnings, families and ends.</summary>
internal interface IProcesses
{
    /// <summary>Called first in a worker: makes it one that can be ended together with all that it starts.</summary>
    void BecomeWorker();

    /// <summary>Whether a process that could not be started may be started a moment later: the system lacked something that others give back, or failed itself.</summary>
    /// <param name="error">The system's number for what went wrong.</param>
    bool MayStartLater(int error);

    /// <summary>A worker and all that it will start. To be called before it is given anything to run.</summary>
    IProcessTree TreeOf(Process worker);

    /// <summary>All that this process starts from now on. For a tool that watches what it starts.</summary>
    IProcessTree TreeOfStarted();

    /// <summary>Ends what a worker's code has started, in the worker itself, whose engine is gone.</summary>
    void EndStartedByThis();

    /// <summary>Ends this process at once: no handler, finalizer or thread holds it up.</summary>
    void ExitNow(int code);

    /// <summary>Kills a worker whose runtime still waits at its start when this process ends, however it ends.</summary>
    /// <param name="port">The name of the port that its runtime will connect to; nothing else on the machine has it.</param>
    /// <returns>Disposed when the worker runs or has ended; <see langword="null"/> where the system does so by itself, or cannot.</returns>
    IDisposable? GuardOf(string port);

    /// <summary>Whether a process has begun its own program. Before, on Linux, it has its parent's memory (vfork(2)), which is not to be counted twice.</summary>
    bool HasBegun(int process, int parent);

    /// <summary>Whether something has suspended a process: it answers nothing until it is let go on.</summary>
    bool IsSuspended(int process);

    /// <summary>Why a process ended, as a clause (<c>SIGSEGV (139)</c>); <see langword="null"/> for an exit code that the process chose.</summary>
    /// <param name="exitCode">Its exit code; on Unix 128 + n for signal n.</param>
    /// <param name="printed">What it printed.</param>
    string? CauseOfDeath(int exitCode, string printed);

    /// <summary>Asks a process to end, unless it has been asked already by what asked this one.</summary>
    /// <param name="process">The process.</param>
    /// <param name="terminate">As a request to terminate; otherwise as Ctrl-C does.</param>
    void AskToEnd(int process, bool terminate);

    /// <summary>How the system's shell is started to run a command.</summary>
    ProcessStartInfo InShell(string command);

    /// <summary>Whether a process is interrupted by a signal. Where not, what is sent as one ends it.</summary>
    bool HasInterruptSignal { get; }

    /// <summary>The command line of a process, for people; empty when it has ended.</summary>
    string CommandLineOf(int process);

    /// <summary>Removes an environment variable also for processes that native code starts: on Unix .NET has a copy of its own.</summary>
    void RemoveVariable(string name);
}
