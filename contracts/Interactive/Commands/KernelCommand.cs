namespace Microsoft.DotNet.Interactive.Commands;

// Microsoft.DotNet.Interactive/Commands/KernelCommand.cs
public abstract class KernelCommand
{
    internal KernelCommand()
    {
    }

    /// <summary>The command that this one is a piece of, or was sent by. Null for a cell.</summary>
    public KernelCommand? Parent => throw null!;

    /// <summary>Null until the command is on its way.</summary>
    public string? TargetKernelName => throw null!;

    public void SetParent(KernelCommand parent, bool bubbleEvents = false) => throw null!;
}
