using MemMagics.Platform.Contract;
using Microsoft.Win32.SafeHandles;

namespace MemMagics.Platform.Windows;

/// <summary>A job object.</summary>
/// <param name="job">The job.</param>
/// <param name="root">The process that is no descendant: the worker, or this process.</param>
internal sealed class WindowsProcessTree(SafeFileHandle job, int root) : IProcessTree
{
    private const uint TerminateAndQuery = 0x1001; // PROCESS_TERMINATE, PROCESS_QUERY_LIMITED_INFORMATION
    private const int MostRounds = 100;
    private const int Pause = 10; // ms

    public bool IsKnown => true;

    public IReadOnlyList<(int Id, int Parent)> Members() => [.. Jobs.ProcessesOf(job).Where(process => process != root && Runs(process)).Select(static process => (process, 0))];

    public async Task KillAsync()
    {
        for (var round = 0; round < MostRounds && KillOnce(); round++)
            await Task.Delay(Pause).ConfigureAwait(false);
    }

    public void Dispose() => job.Dispose();

    /// <summary>Whether a process has memory. Wine lists one that ended before its program began for ever.</summary>
    private static bool Runs(int process)
    {
        using var memory = new WindowsProcessMemory(process);
        return memory.Read() > 0;
    }

    /// <returns>Whether there was anything.</returns>
    private bool KillOnce()
    {
        if (root != Environment.ProcessId)
            return Jobs.Terminate(job, 1) && Jobs.ProcessesOf(job).Count > 0;

        // This process is in the job itself, so that nothing it starts is missed.
        var members = Members();
        foreach (var (id, _) in members)
        {
            var process = Kernel32.OpenProcess(TerminateAndQuery, inherited: false, id);
            if (process == 0)
                continue;

            // Its number may be another's by now.
            if (Jobs.Has(job, process))
                _ = Kernel32.Terminate(process, 1);
            _ = Kernel32.Close(process);
        }

        return members.Count > 0;
    }
}
