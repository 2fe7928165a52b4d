namespace Microsoft.DotNet.Interactive.Events;

// Microsoft.DotNet.Interactive/Events/KernelCommandCompletionEvent.cs
public abstract class KernelCommandCompletionEvent : KernelEvent
{
    internal KernelCommandCompletionEvent()
    {
    }
}

// Microsoft.DotNet.Interactive/Events/CommandFailed.cs
public sealed class CommandFailed : KernelCommandCompletionEvent
{
    internal CommandFailed()
    {
    }

    public Exception? Exception => throw null!;

    public string Message => throw null!;
}
