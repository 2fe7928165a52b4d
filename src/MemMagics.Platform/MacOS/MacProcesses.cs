using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;

namespace MemMagics.Platform.MacOS;

/// <summary>Processes on macOS.</summary>
internal sealed class MacProcesses : UnixProcesses
{
    private const int MostRounds = 20;
    private const int TryAgain = 35;
    private const int MostSignals = 31;

    // <sys/proc_info.h>: PROC_PIDTBSDINFO, struct proc_bsdinfo.
    private const int All = 3;
    private const int SizeOfAll = 136;
    private const int GroupAt = 100;
    private const int TerminalAt = 108;
    private const int GroupOfTerminalAt = 112;
    private const uint NoTerminal = uint.MaxValue;

    // The kernel tells nobody about the end of a parent: a worker that measured code has suspended is killed with the tree, or stays.
    public override void BecomeWorker() => _ = LibC.NewSession();

    public override bool MayStartLater(int error) => error == TryAgain;

    public override IProcessTree TreeOf(Process worker) => new MacProcessTree(MacFamily.Of(worker.Id), worker.Id);

    public override IProcessTree TreeOfStarted() => new MacProcessTree(MacFamily.Of(Environment.ProcessId), group: null);

    public override void EndStartedByThis()
    {
        if (MacFamily.Of(Environment.ProcessId) is { } family)
        {
            for (var round = 0; round < MostRounds && family.KillOnce(); round++)
            {
                // Until none is left.
            }
        }
    }

    public override IDisposable? GuardOf(string port) => MacGuard.For(port);

    public override bool IsSuspended(int process) => MacProcess.Of(process) is { IsStopped: true };

    public override string CommandLineOf(int process) =>
        MacArguments.In(MacCalls.ArgumentsOf(process)) is { Length: > 0 } arguments ? arguments : Encoding.UTF8.GetString(MacCalls.ProgramOf(process));

    /// <summary><c>sys/signal.h</c>.</summary>
    protected override string? NameOf(int signal) => signal switch
    {
        7 => "SIGEMT",
        10 => "SIGBUS",
        12 => "SIGSYS: a call that is forbidden here",
        30 => "SIGUSR1",
        31 => "SIGUSR2",
        > MostSignals => null,
        _ => base.NameOf(signal),
    };

    protected override bool IsInForeground()
    {
        Span<byte> answer = stackalloc byte[SizeOfAll];
        return MacCalls.TryGetProcess(Environment.ProcessId, All, answer)
            && BinaryPrimitives.ReadUInt32LittleEndian(answer[TerminalAt..]) != NoTerminal
            && BinaryPrimitives.ReadInt32LittleEndian(answer[GroupAt..]) == BinaryPrimitives.ReadInt32LittleEndian(answer[GroupOfTerminalAt..]);
    }
}
