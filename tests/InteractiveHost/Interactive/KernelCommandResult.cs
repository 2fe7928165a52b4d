using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/KernelCommandResult.cs
public class KernelCommandResult(IReadOnlyList<KernelEvent> events)
{
    public IReadOnlyList<KernelEvent> Events { get; } = events;
}
