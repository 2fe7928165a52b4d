using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/KernelInvocationContext.cs
public class KernelInvocationContext
{
    internal KernelInvocationContext()
    {
    }

    /// <summary>Null outside a command.</summary>
    public static KernelInvocationContext? Current => throw null!;

    public KernelCommand Command => throw null!;

    public CancellationToken CancellationToken => throw null!;

    public void Publish(KernelEvent @event) => throw null!;

    public void Fail(KernelCommand command, Exception? exception = null, string? message = null) => throw null!;
}
