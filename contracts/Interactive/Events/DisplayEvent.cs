namespace Microsoft.DotNet.Interactive.Events;

// Microsoft.DotNet.Interactive/Events/DisplayEvent.cs
public abstract class DisplayEvent : KernelEvent
{
    internal DisplayEvent()
    {
    }
}
