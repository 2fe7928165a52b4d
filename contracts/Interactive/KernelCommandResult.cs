using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/KernelCommandResult.cs
public class KernelCommandResult
{
    internal KernelCommandResult()
    {
    }

    public IReadOnlyList<KernelEvent> Events => throw null!;
}
