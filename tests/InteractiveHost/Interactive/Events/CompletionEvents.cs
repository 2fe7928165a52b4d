using Microsoft.DotNet.Interactive.Commands;

namespace Microsoft.DotNet.Interactive.Events;

// Microsoft.DotNet.Interactive/Events/KernelCommandCompletionEvent.cs
public abstract class KernelCommandCompletionEvent(KernelCommand command) : KernelEvent(command);

// Microsoft.DotNet.Interactive/Events/CommandSucceeded.cs
public sealed class CommandSucceeded(KernelCommand command) : KernelCommandCompletionEvent(command);

// Microsoft.DotNet.Interactive/Events/CommandFailed.cs
public sealed class CommandFailed(Exception? exception, KernelCommand command, string? message = null) : KernelCommandCompletionEvent(command)
{
    public Exception? Exception { get; } = exception;

    public string Message { get; set; } = string.IsNullOrWhiteSpace(message) ? exception?.ToString() ?? $"Command failed: {command}" : message;
}
