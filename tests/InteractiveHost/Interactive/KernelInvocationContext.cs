using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;

namespace Microsoft.DotNet.Interactive;

// Microsoft.DotNet.Interactive/KernelInvocationContext.cs
public class KernelInvocationContext
{
    private static readonly AsyncLocal<KernelInvocationContext?> s_current = new();

    private readonly Lock _gate = new();
    private readonly List<KernelEvent> _events = [];
    private readonly Dictionary<KernelCommand, List<KernelEvent>> _children = [];
    private readonly List<Action<KernelInvocationContext>> _onComplete = [];
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isFailed;
    private bool _isSilent;

    private KernelInvocationContext(KernelCommand command) => Command = command;

    public static KernelInvocationContext? Current => s_current.Value;

    public KernelCommand Command { get; }

    public Kernel? HandlingKernel { get; internal set; }

    public bool IsComplete { get; private set; }

    public CancellationToken CancellationToken => _cancellation.Token;

    internal Task Cancelled => _cancelled.Task;

    internal Action<KernelEvent> EventPublished { get; set; } = _ => { };

    public void OnComplete(Action<KernelInvocationContext> action) => _onComplete.Add(action);

    /// <summary>Events of a command that is neither the context's own nor below it are lost, and so is everything after the end.</summary>
    public void Publish(KernelEvent @event)
    {
        lock (_gate)
        {
            if (IsComplete)
                return;

            if (_children.TryGetValue(@event.Command, out var child))
            {
                child.Add(@event);
                if (@event is not (CommandSucceeded or CommandFailed))
                    Add(@event);
            }
            else if (@event.Command.IsSelfOrDescendantOf(Command))
            {
                Add(@event);
            }
        }
    }

    public void Complete(KernelCommand command)
    {
        lock (_gate)
        {
            if (IsComplete)
                return;
            if (_isFailed)
                Fail(command);
            else if (command == Command || command.ShouldPublishCompletionEvent == true)
                Publish(new CommandSucceeded(command));
            IsComplete |= command == Command;
        }
    }

    public void Fail(KernelCommand command, Exception? exception = null, string? message = null)
    {
        lock (_gate)
        {
            if (IsComplete)
                return;

            if (command == Command || command.ShouldPublishCompletionEvent != true)
            {
                Publish(new CommandFailed(exception, Command, message));
                _isSilent = true; // the stream of the command's events ends
                _isFailed = true;
                _cancellation.Cancel();
            }
            else
            {
                if (message is not null)
                    Add(new ErrorProduced(message, command));
                Publish(new CommandFailed(exception, command, message));
            }

            IsComplete |= command == Command;
        }
    }

    internal static KernelInvocationContext GetOrCreateAmbient(KernelCommand command)
    {
        if (s_current.Value is not { IsComplete: false } current)
            return s_current.Value = new KernelInvocationContext(command);

        if (current.Command != command)
        {
            if (command.Parent is null)
                command.SetParent(current.Command);
            lock (current._gate)
                current._children.TryAdd(command, []);
        }

        return current;
    }

    internal KernelCommandResult ResultFor(KernelCommand command)
    {
        lock (_gate)
            return new KernelCommandResult([.. command == Command ? _events : _children[command]]);
    }

    internal void Cancel()
    {
        if (IsComplete)
            return;
        _cancellation.Cancel();
        Fail(Command, message: "Command cancelled.");
        _cancelled.TrySetResult();
    }

    internal void Dispose()
    {
        s_current.Value = null;
        foreach (var action in _onComplete)
            action(this);
        Complete(Command);
    }

    private void Add(KernelEvent @event)
    {
        if (_isSilent)
            return;
        _events.Add(@event);
        EventPublished(@event);
    }
}
