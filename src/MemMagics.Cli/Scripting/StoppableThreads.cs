using System.Runtime;

namespace MemMagics.Cli.Scripting;

/// <summary>
/// Threads for one piece of a cell's code that can be stopped from outside, also in a loop that never looks at a token. What the code awaits
/// continues on them too, since an await returns to the scheduler it began on; what it starts on the thread pool (<c>Task.Run</c>, <c>Parallel</c>) does not.
/// </summary>
internal sealed class StoppableThreads : TaskScheduler
{
    // Code that waits or awaits ends by itself once it is woken. Only what computes on is aborted: an abort may leave half done what it hits.
    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(100);

    // How long code is waited for that is in native code or in a finally block, where no thread can be aborted.
    private static readonly TimeSpan grace = TimeSpan.FromSeconds(2);

    // A continuation that comes later gets a new thread.
    private static readonly TimeSpan idleTime = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource aborting = new();
    private readonly TaskCompletionSource allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly object gate = new();
    private readonly Queue<Task> waiting = [];
    private readonly HashSet<Thread> threads = [];
    private int idle;
    private bool stopped;

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

        // The caller goes on on the thread pool: what it does after the code is not to be stopped like the code.
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
        // No abort within a finally block: an await that is torn apart here would take the process with it.
        try
        {
        }
        finally
        {
            lock (gate)
                Place(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (gate)
            return [.. waiting];
    }

    private void Place(Task task)
    {
        // What a stopped cell awaited does not go on.
        if (stopped)
            return;
        waiting.Enqueue(task);
        if (idle >= waiting.Count)
            Monitor.Pulse(gate);
        else
            StartThread();
    }

    private void StartThread()
    {
        var thread = new Thread(Work) { IsBackground = true, Name = "cell" };
        threads.Add(thread);
        thread.Start();
    }

    private void Work()
    {
        try
        {
            while (Next() is { } task)
            {
#pragma warning disable SYSLIB0046 // Made for hosts like this one, where leaving a loop running is worse than what an abort may leave half done.
                ControlledExecution.Run(() => TryExecuteTask(task), aborting.Token);
#pragma warning restore SYSLIB0046
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ThreadInterruptedException)
        {
            // Stopped.
        }
        finally
        {
            lock (gate)
            {
                threads.Remove(Thread.CurrentThread);
                if (stopped && threads.Count == 0)
                    allEnded.TrySetResult();
            }
        }
    }

    private Task? Next()
    {
        lock (gate)
        {
            idle++;
            try
            {
                if (waiting.Count == 0 && !stopped)
                    Monitor.Wait(gate, idleTime);
                return !stopped && waiting.TryDequeue(out var task) ? task : null;
            }
            finally
            {
                idle--;
            }
        }
    }

    private async Task StopAsync(Task ended)
    {
        Wake();
        if (await IsOverWithinAsync(patience).ConfigureAwait(false))
            return;

        // Not on this thread: it returns when all have come to a stop.
        _ = Task.Factory.StartNew(aborting.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, Default);
        if (!await IsOverWithinAsync(grace).ConfigureAwait(false))
            throw new CodeStillRunningException();

        async Task<bool> IsOverWithinAsync(TimeSpan time) =>
            await Task.WhenAny(allEnded.Task, ended, Task.Delay(time)).ConfigureAwait(false) is var first && (first == allEnded.Task || first == ended);
    }

    private void Wake()
    {
        lock (gate)
        {
            stopped = true;
            if (threads.Count == 0)
                allEnded.TrySetResult();
            foreach (var thread in threads)
                thread.Interrupt();
            Monitor.PulseAll(gate);
        }
    }
}
