using System.Diagnostics;
using System.Globalization;
using System.Text;
using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;

namespace MemMagics.Platform.Linux;

/// <summary>Processes on Linux: families that nobody leaves.</summary>
internal sealed class LinuxProcesses : UnixProcesses
{
    private const int SigContinue = 18;
    private const int TryAgain = 11;
    private const int MostRounds = 20;

    public override void BecomeWorker()
    {
        _ = LibC.NewSession();
        ProcessFamily.MarkThisOne();
        LinuxCalls.SignalAtEndOfParent(SigContinue); // a worker that measured code has suspended wakes up to end with the notebook
    }

    public override bool MayStartLater(int error) => error == TryAgain;

    public override IProcessTree TreeOf(Process worker) => new LinuxProcessTree(ProcessFamily.Of(worker.Id), worker.Id);

    public override IProcessTree TreeOfStarted()
    {
        // What this process starts inherits the mark, so that it is found even when its parent has ended.
        ProcessFamily.MarkThisOne();
        return new LinuxProcessTree(ProcessFamily.Of(Environment.ProcessId), group: null);
    }

    public override void EndStartedByThis()
    {
        if (ProcessFamily.Of(Environment.ProcessId) is { } family)
        {
            for (var round = 0; round < MostRounds && family.KillOnce(); round++)
            {
                // Until none is left.
            }
        }
    }

    public override IDisposable? GuardOf(string port) => LinuxGuard.For(port);

    public override bool HasBegun(int process, int parent) => CommandLineOf(process) != CommandLineOf(parent);

    public override bool IsSuspended(int process) => ProcessFamily.IsStopped(process);

    public override string CommandLineOf(int process)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{process}/cmdline")).TrimEnd('\0').Replace('\0', ' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    protected override string? NameOf(int signal) => signal switch
    {
        7 => "SIGBUS",
        10 => "SIGUSR1",
        12 => "SIGUSR2",
        31 => "SIGSYS: a call that is forbidden here",
        _ => base.NameOf(signal),
    };

    /// <summary>proc(5): "pid (comm) state ppid pgrp session tty_nr tpgid …"; comm may hold spaces and parentheses.</summary>
    protected override bool IsInForeground()
    {
        var text = File.ReadAllText("/proc/self/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return fields[4] != "0" && int.Parse(fields[2], CultureInfo.InvariantCulture) == int.Parse(fields[5], CultureInfo.InvariantCulture);
    }
}
