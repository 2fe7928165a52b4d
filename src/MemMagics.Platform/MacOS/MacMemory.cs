using System.Runtime.Versioning;
using MemMagics.Platform.Contract;
using MemMagics.Platform.Unix;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.MacOS;

/// <summary>The physical footprint.</summary>
/// <remarks>
/// The kernel keeps it in a ledger of each process, together with its largest value since the process began and since the last reset (proc_pid_rusage,
/// <c>sys/resource.h</c>).
/// </remarks>
[SupportedOSPlatform("macos")]
internal sealed unsafe class MacMemory : IMemory
{
    private readonly int _own = Environment.ProcessId;
    private readonly bool _canReset;
    private bool _hasMark;

    public MacMemory() => _canReset = CanReset();

    public MemoryKind Kind => MemoryKind.Footprint;

    public long Read() => MacCalls.TryGetUsage(_own, out var usage) ? (long)usage.Footprint : 0;

    public bool HasMark => _canReset;

    public void BeginMark() => _hasMark = _canReset && MacCalls.ResetInterval(_own) == 0;

    // Both are read by one call, but not at one time.
    public long ReadMark() => _hasMark && MacCalls.TryGetUsage(_own, out var usage) ? (long)Math.Max(usage.IntervalMost, usage.Footprint) : 0;

    public long Ballast => 0;

    public void EndMark()
    {
    }

    /// <summary>Page faults are counted for whole processes only.</summary>
    public bool CountsTouchedPages => false;

    public long TouchedPages() => 0;

    /// <summary>There is no such advice.</summary>
    public void AdviseHugePages(byte* start, nint bytes, bool wanted)
    {
    }

    public long Available
    {
        get
        {
            var limit = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
            return MacMachine.Available() is { } available ? Math.Min(limit, available) : limit;
        }
    }

    public IProcessMemory Of(int process) => new MacProcessMemory(process);

    /// <summary>Not known: <c>getrusage</c> has resident memory, which is another figure.</summary>
    public long PeakOfEndedChildren() => 0;

    /// <summary>Names of shared memory are short here (shm_open(2)), and opening it takes a variable number of arguments.</summary>
    public (SafeFileHandle File, string Path) CreateSharedFile() => UnixFiles.CreateTemporary();

    /// <summary>It takes the other process's task port (mach_vm_write), which the system refuses to programs without an entitlement.</summary>
    public bool CanWriteInto => false;

    public WriteOutcome WriteInto(int process, byte* from, byte* to, nint count) => WriteOutcome.Failed;

    private bool CanReset()
    {
        try
        {
            return MacCalls.ResetInterval(_own) == 0;
        }
        catch (TypeLoadException) // neither the function nor its library need be there
        {
            return false;
        }
    }
}
