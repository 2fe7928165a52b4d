using System.Runtime.InteropServices;
using MemMagics.Platform.Contract;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Windows;

/// <summary>The working set.</summary>
/// <remarks>
/// <c>PeakWorkingSetSize</c> is a mark for a process's whole life and cannot be reset. So before a call <see cref="WorkingSetBallast"/> raises the working set
/// to that mark: from then on each byte more raises the mark.
/// </remarks>
internal sealed unsafe class WindowsMemory : IMemory
{
    private const uint WriteOperateAndSynchronize = 0x0010_0028; // SYNCHRONIZE, PROCESS_VM_WRITE, PROCESS_VM_OPERATION
    private const int InvalidParameter = 87; // there is no such process
    private const int AccessDenied = 5;

    private readonly WorkingSetBallast _ballast = new();
    private volatile bool _isWritingForbidden;

    public MemoryKind Kind => MemoryKind.WorkingSet;

    public long Read() => MemoryCalls.CountersOf(Kernel32.ThisProcess).WorkingSet;

    public bool HasMark => true;

    public void BeginMark() => _ballast.Raise();

    public long ReadMark() => _ballast.IsResident ? MemoryCalls.CountersOf(Kernel32.ThisProcess).LargestWorkingSet : 0;

    public long Ballast => _ballast.Bytes;

    public void EndMark() => _ballast.Drop();

    public bool CountsTouchedPages => false;

    public long TouchedPages() => 0;

    public void AdviseHugePages(byte* start, nint bytes, bool wanted)
    {
    }

    public long Available =>
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes is var limit && MemoryCalls.Available() is > 0 and var available ? Math.Min(limit, available) : limit;

    public IProcessMemory Of(int process) => new WindowsProcessMemory(process);

    public long PeakOfEndedChildren() => 0;

    /// <summary>A file that is kept in memory as long as there is room, and that goes when its last handle is closed, however this process ends. Holes in it take no room.</summary>
    public (SafeFileHandle File, string Path) CreateSharedFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"memmagics-{Guid.NewGuid():N}.state");
        var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, FileOptions.DeleteOnClose);
        File.SetAttributes(file, FileAttributes.Temporary);
        Kernel32.MakeSparse(file);
        return (file, path);
    }

    public bool CanWriteInto => !_isWritingForbidden;

    public WriteOutcome WriteInto(int process, byte* from, byte* to, nint count)
    {
        var handle = Kernel32.OpenProcess(WriteOperateAndSynchronize, inherited: false, process);
        if (handle == 0)
        {
            var error = Marshal.GetLastPInvokeError();
            _isWritingForbidden |= error == AccessDenied;
            return error == InvalidParameter ? WriteOutcome.ProcessEnded : WriteOutcome.Failed;
        }

        nint written;
        var isWritten = MemoryCalls.WriteProcess(handle, to, from, count, &written) && written == count;
        var hasEnded = !isWritten && Kernel32.HasEnded(handle);
        _ = Kernel32.Close(handle);
        return isWritten ? WriteOutcome.Written : hasEnded ? WriteOutcome.ProcessEnded : WriteOutcome.Failed;
    }
}
