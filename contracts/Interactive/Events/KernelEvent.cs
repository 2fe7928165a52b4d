namespace Microsoft.DotNet.Interactive.Events;

// Microsoft.DotNet.Interactive/Events/KernelEvent.cs
public abstract class KernelEvent
{
    internal KernelEvent()
    {
    }
}
