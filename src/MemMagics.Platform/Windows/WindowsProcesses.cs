using System.Diagnostics;
using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Windows;

/// <summary>Processes on Windows: job objects, and exit codes that say why a process died.</summary>
internal sealed class WindowsProcesses : IProcesses
{
    private const int InternalError = 1359; // under Wine a new process fails before its program begins about once in two thousand times
    private const int NoSystemResources = 1450;

    public void BecomeWorker() => Kernel32.ShowNoErrorBoxes();

    public bool MayStartLater(int error) => error is InternalError or NoSystemResources;

    public IProcessTree TreeOf(Process worker)
    {
        var job = Jobs.Create(endsWithUs: true);
        _ = Jobs.Assign(job, worker.Handle);
        return new WindowsProcessTree(job, worker.Id);
    }

    public IProcessTree TreeOfStarted()
    {
        var job = Jobs.Create(endsWithUs: false);
        _ = Jobs.Assign(job, Kernel32.ThisProcess);
        return new WindowsProcessTree(job, Environment.ProcessId);
    }

    // The worker's job ended them when its engine did.
    public void EndStartedByThis()
    {
    }

    public void ExitNow(int code) => _ = Kernel32.Terminate(Kernel32.ThisProcess, (uint)code);

    // The job ends a worker that still waits, too.
    public IDisposable? GuardOf(string port) => null;

    public bool HasBegun(int process, int parent) => true;

    public bool IsSuspended(int process) => false;

    public string? CauseOfDeath(int exitCode, string printed) => (uint)exitCode switch
    {
        0xC00000FD => "stack overflow (0xC00000FD)",
        0xC0000005 => "access violation: memory that is not the process's own was read or written (0xC0000005)",
        0xC0000409 => "it ended itself at once: abort() of native code, or a check that found it corrupted (0xC0000409)",
        0xC0000374 => "its native heap is corrupted (0xC0000374)",
        0xC0000017 => "the system had no more memory for it (0xC0000017)",
        0xC000001D => "an instruction that this processor does not know (0xC000001D)",
        0xC0000094 => "native code divided by zero (0xC0000094)",
        0xC000013A => "Ctrl-C (0xC000013A)",
        0xE0434352 => "an unhandled exception (0xE0434352)",
        0xC0000602 => "Environment.FailFast, or a fatal error of the .NET runtime (0xC0000602)",
        0x80131623 => "Environment.FailFast (0x80131623)",
        0x80131506 => "a fatal error of the .NET runtime (0x80131506)",
        1 => "native code ended it with exit code 1, or somebody from outside, as the Task Manager does",
        0xFFFFFFFF => "it was ended from outside, or by Process.Kill (exit code -1)",
        > int.MaxValue and var code => $"the system ended it with 0x{code:X8}",
        _ => null,
    };

    // Ctrl-C reaches every process of a console without anybody passing it on, and there is no request to terminate.
    public void AskToEnd(int process, bool terminate)
    {
    }

    // The command is given as it is: cmd reads what stands between the first quote and the last.
    public ProcessStartInfo InShell(string command) => new("cmd.exe", $"/d /s /c \"{command}\"");

    public bool HasInterruptSignal => false;

    public string CommandLineOf(int process) => Kernel32.ProgramOf(process);

    // .NET changes the process's own environment, which is what its child processes inherit.
    public void RemoveVariable(string name)
    {
    }
}
