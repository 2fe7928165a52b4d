using MemMagics.Platform.Contract;

namespace MemMagics.Platform.MacOS;

/// <summary>The footprint of another process of the same user.</summary>
/// <param name="process">Its process id.</param>
internal sealed class MacProcessMemory(int process) : IProcessMemory
{
    // A process id alone may be used again.
    private readonly ulong _startedAt = MacCalls.TryGetUsage(process, out var usage) ? usage.StartedAt : 0;

    public long Read() => IsThere(out var usage) ? (long)usage.Footprint : 0;

    public long ReadLifetimeMark() => IsThere(out var usage) ? (long)usage.LifetimeMost : 0;

    /// <summary>A footprint has no page that was only inherited from the parent.</summary>
    public bool SharesWith(IProcessMemory other) => false;

    public void Dispose()
    {
    }

    // What the kernel still knows of a process that has ended and was not waited for has a time of its end.
    private bool IsThere(out MacUsage usage) =>
        MacCalls.TryGetUsage(process, out usage) && usage.EndedAt == 0 && usage.StartedAt == _startedAt;
}
