namespace MemMagics.Wire.Metering;

/// <summary>Asynchronous code that has begun, and waits before its first statement.</summary>
internal sealed class BegunCode
{
    private readonly Task<Task> _first;
    private readonly TaskCompletionSource _gate;
    private readonly Task _task;

    private BegunCode(Task<Task> first, TaskCompletionSource gate, Task task)
    {
        _first = first; // as alive after the call as before, else the code would seem to have freed it
        _gate = gate;
        _task = task;
    }

    /// <summary>Begins code. It goes on for the first time here, since that makes a delegate for its type of state machine; then it waits again.</summary>
    public static BegunCode Of(Func<Task<Task>, Task> code)
    {
        var first = new TaskCompletionSource<Task>();
        var second = new TaskCompletionSource();
        var begun = new BegunCode(first.Task, second, code(first.Task));
        first.SetResult(second.Task);
        return begun;
    }

    /// <summary>Lets the code run, on this thread until it waits for something else, and waits for its end.</summary>
    /// <returns>Its completed task.</returns>
    public Task Complete()
    {
        _gate.SetResult();

        // A blocking Task.Wait allocates an event of its own; polling the task does not.
        for (var spinner = new SpinWait(); !_task.IsCompleted;)
            spinner.SpinOnce();
        GC.KeepAlive(_first);
        return _task;
    }
}
