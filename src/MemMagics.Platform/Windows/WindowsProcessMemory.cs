using MemMagics.Platform.Contract;

namespace MemMagics.Platform.Windows;

/// <summary>The working set of another process.</summary>
internal sealed class WindowsProcessMemory : IProcessMemory
{
    private const uint QueryAndSynchronize = 0x0010_1000; // SYNCHRONIZE, PROCESS_QUERY_LIMITED_INFORMATION

    private nint _process;

    /// <param name="process">Its process id.</param>
    public WindowsProcessMemory(int process) => _process = Kernel32.OpenProcess(QueryAndSynchronize, inherited: false, process);

    private bool HasEnded => _process == 0 || Kernel32.HasEnded(_process);

    public long Read() => HasEnded ? 0 : MemoryCalls.CountersOf(_process).WorkingSet;

    public long ReadLifetimeMark() => HasEnded ? 0 : MemoryCalls.CountersOf(_process).LargestWorkingSet;

    public bool SharesWith(IProcessMemory other) => false;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _process, 0) is not 0 and var process)
            _ = Kernel32.Close(process);
    }
}
