using MemMagics.Platform;
using MemMagics.Platform.Contract;

namespace MemMagics.Tests.Platform;

/// <summary>The processes that this one has started since, and theirs.</summary>
internal sealed class StartedProcesses : IDisposable
{
    private readonly IProcessTree _tree = HostPlatform.Processes.TreeOfStarted();
    private readonly HashSet<int> _others;

    // The engine of MemMagics.Testing keeps some ready, once other tests have used it.
    public StartedProcesses() => _others = [.. _tree.Members().Select(static process => process.Id)];

    /// <summary>Those that still run: their ids, and what they run as far as the system tells it.</summary>
    public IReadOnlyList<string> Left =>
    [
        .. from process in _tree.Members()
           where !_others.Contains(process.Id)
           select $"{process.Id} {HostPlatform.Processes.CommandLineOf(process.Id)}",
    ];

    public void Dispose() => _tree.Dispose();
}
