using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events;

// Microsoft.DotNet.Interactive/Events/KernelEvent.cs
public abstract class KernelEvent
{
    protected KernelEvent(KernelCommand command)
    {
        while (command.IsHidden)
            command = command.Parent ?? throw new ArgumentException("Command and all ancestors are hidden.");
        Command = command;
    }

    public KernelCommand Command { get; }
}
