using System.Runtime;

namespace MemMagics.Cli.Scripting;

/// <summary>
/// Threads for one piece of a cell's code that can be stopped from outside, also in a loop that never looks at a token. What the code awaits
/// continues on them too, since an await returns to the scheduler it began on; what it starts on the thread pool (<c>Task.Run</c>, <c>Parallel</c>) does not.
/// </summary>
internal sealed class StoppableThreads : TaskScheduler
{
    // Code that waits or awaits ends by itself once it is woken. Only code that goes on computing is aborted: an abort may leave its work half done.
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(100);

    // How long to wait for code that is in native code or in a finally block, where no thread can be aborted.
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    // A continuation that comes later gets a new thread.
    private static readonly TimeSpan s_idleTime = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _aborting = new();
    private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object _gate = new();
    private readonly Queue<Task> _waiting = [];
    private readonly HashSet<Thread> _threads = [];
    private int _idle;
    private bool _stopped;

    private StoppableThreads()
    {
    }

    /// <summary>Runs code to its end, or until it is stopped.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="CodeStillRunningException">It was told to stop and did not: it is still running.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> code, CancellationToken cancellationToken)
    {
        var threads = new StoppableThreads();
        var work = Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.None, threads).Unwrap();

        // The caller continues on the thread pool: what it does next must not be stopped with the code.
        var ended = work.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, Default);
        try
        {
            await ended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!ended.IsCompleted)
        {
            await threads.StopAsync(ended).ConfigureAwait(false);
        }

        if (!work.IsCompletedSuccessfully)
            cancellationToken.ThrowIfCancellationRequested();
        return await work.ConfigureAwait(false);
    }

    protected override void QueueTask(Task task)
    {
        // In a finally block no thread is aborted: an await that is torn apart here would end the process.
        try
        {
        }
        finally
        {
            EnterGate();
            try
            {
                Place(task);
            }
            finally
            {
                Monitor.Exit(_gate);
            }
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return [.. _waiting];
    }

    private void Place(Task task)
    {
        // What a stopped cell awaited does not go on.
        if (_stopped)
            return;
        _waiting.Enqueue(task);
        if (_idle >= _waiting.Count)
            Monitor.Pulse(_gate);
        else
            StartThread();
    }

    private void StartThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = "cell" };
        _threads.Add(thread);
        thread.Start();
    }

    private void Work()
    {
        try
        {
            while (Next() is { } task)
            {
#pragma warning disable SYSLIB0046 // Made for hosts like this one, where leaving a loop running is worse than what an abort may leave half done.
                ControlledExecution.Run(() => TryExecuteTask(task), _aborting.Token);
#pragma warning restore SYSLIB0046
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ThreadInterruptedException)
        {
            // Stopped.
        }
        finally
        {
            EnterGate();
            _threads.Remove(Thread.CurrentThread);
            if (_stopped && _threads.Count == 0)
                _allEnded.TrySetResult();
            Monitor.Exit(_gate);
        }
    }

    /// <summary>
    /// Takes the gate on a thread of the code. A thread that was interrupted throws where it next has to wait, a <c>lock</c> included, and here
    /// that would lose an await, or the news that the thread has ended: this waits without blocking.
    /// </summary>
    private void EnterGate()
    {
        for (var spinner = new SpinWait(); !Monitor.TryEnter(_gate);)
            spinner.SpinOnce(sleep1Threshold: -1);
    }

    private Task? Next()
    {
        EnterGate();
        _idle++;
        try
        {
            if (_waiting.Count == 0 && !_stopped)
                Monitor.Wait(_gate, s_idleTime);
            return !_stopped && _waiting.TryDequeue(out var task) ? task : null;
        }
        finally
        {
            _idle--;
            Monitor.Exit(_gate);
        }
    }

    private async Task StopAsync(Task ended)
    {
        Wake();
        if (await IsOverWithinAsync(s_patience).ConfigureAwait(false))
            return;

        // Not on this thread: Cancel returns only when all threads have stopped.
        _ = Task.Factory.StartNew(_aborting.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, Default);
        if (!await IsOverWithinAsync(s_grace).ConfigureAwait(false))
            throw new CodeStillRunningException();

        async Task<bool> IsOverWithinAsync(TimeSpan time) =>
            await Task.WhenAny(_allEnded.Task, ended, Task.Delay(time)).ConfigureAwait(false) is var first && (first == _allEnded.Task || first == ended);
    }

    private void Wake()
    {
        lock (_gate)
        {
            _stopped = true;
            if (_threads.Count == 0)
                _allEnded.TrySetResult();
            foreach (var thread in _threads)
                thread.Interrupt();
            Monitor.PulseAll(_gate);
        }
    }
}
