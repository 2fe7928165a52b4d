using System.Diagnostics;
using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Unix;

/// <summary>Processes as Linux and macOS have them: sessions, groups and signals.</summary>
internal abstract class UnixProcesses : IProcesses
{
    private const int SignalBase = 128;
    private const int Abort = 6;

    public abstract void BecomeWorker();

    /// <summary>EAGAIN: there are as many processes and threads as there may be.</summary>
    public abstract bool MayStartLater(int error);

    public abstract IProcessTree TreeOf(Process worker);

    public abstract IProcessTree TreeOfStarted();

    public abstract void EndStartedByThis();

    public void ExitNow(int code) => LibC.ExitNow(code);

    public abstract IDisposable? GuardOf(string port);

    public virtual bool HasBegun(int process, int parent) => true;

    public abstract bool IsSuspended(int process);

    // What the parent of a process is told is the same for exit code 134 and for signal 6, once it went through the Process class.
    public string? CauseOfDeath(int exitCode, string printed) =>
        NameOf(exitCode - SignalBase) is not { } signal ? null
        : exitCode == SignalBase + Abort && printed.Contains("Stack overflow", StringComparison.Ordinal) ? "stack overflow (SIGABRT, exit code 134)"
        : $"{signal} ({exitCode})";

    public void AskToEnd(int process, bool terminate)
    {
        // What Ctrl-C on a terminal reaches, it reaches without anybody passing it on.
        if (terminate || !IsInForeground())
            _ = LibC.Kill(process, terminate ? LibC.SigTerminate : LibC.SigInterrupt);
    }

    public ProcessStartInfo InShell(string command) => new("/bin/sh", ["-c", command]);

    public bool HasInterruptSignal => true;

    public abstract string CommandLineOf(int process);

    public void RemoveVariable(string name) => _ = LibC.RemoveVariable(name);

    /// <summary>The signals whose numbers all systems agree about.</summary>
    protected virtual string? NameOf(int signal) => signal switch
    {
        1 => "SIGHUP",
        2 => "SIGINT",
        3 => "SIGQUIT",
        4 => "SIGILL",
        5 => "SIGTRAP",
        6 => "SIGABRT, as Environment.FailFast and unhandled exceptions end a process",
        8 => "SIGFPE",
        9 => "SIGKILL: killed from outside, perhaps by the kernel for want of memory",
        11 => "SIGSEGV",
        13 => "SIGPIPE",
        14 => "SIGALRM",
        15 => "SIGTERM",
        24 => "SIGXCPU: its limit of processor time is used up",
        25 => "SIGXFSZ: a file went over its limit of size",
        > 0 and <= 64 => $"signal {signal}",
        _ => null,
    };

    /// <summary>Whether this process is in the foreground of its terminal.</summary>
    protected abstract bool IsInForeground();
}
