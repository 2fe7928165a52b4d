namespace Microsoft.DotNet.Interactive.Commands;

// Microsoft.DotNet.Interactive/Commands/KernelCommand.cs
public abstract class KernelCommand(string? targetKernelName = null)
{
    public KernelCommand? Parent { get; private set; }

    public string? TargetKernelName { get; internal set; } = targetKernelName;

    public KernelCommandInvocation? Handler { get; set; }

    internal bool? ShouldPublishCompletionEvent { get; set; }

    internal virtual bool IsHidden => false;

    public void SetParent(KernelCommand parent, bool bubbleEvents = false)
    {
        if (Parent is not null && Parent != parent)
            throw new InvalidOperationException("Parent cannot be changed.");
        Parent = parent;
    }

    internal bool IsSelfOrDescendantOf(KernelCommand other) => this == other || Parent?.IsSelfOrDescendantOf(other) == true;
}
