using MemMagics.Platform;

namespace MemMagics.Worker.Metering;

/// <summary>The thread pool, brought to rest between the two calls if the first one used it.</summary>
/// <remarks>
/// Its threads start when work comes and prepare themselves while they run it, so the warm call may find one of them new: 32 B for its first task,
/// some 1,000 B for its own queue, up to 7.5 KB for the thread that watches the pool (docs/measurements.md, Allocated bytes). What happens once
/// belongs to the first call.
/// </remarks>
internal static class PoolThreads
{
    private const int MostThreads = 64;

    // Code may have left threads that never come free, or never rest; a busy machine takes its time to start one.
    private static readonly TimeSpan s_toMeet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_toRest = TimeSpan.FromMilliseconds(100);

    /// <summary>Has each thread that the pool starts without hesitation run one task, and waits until all threads of the process sleep. Returns at the latest after some two seconds.</summary>
    public static void Settle()
    {
        if (ThreadPool.ThreadCount == 0)
            return;

        ThreadPool.GetMinThreads(out var threads, out _);
        Meet(Math.Min(Math.Max(threads, ThreadPool.ThreadCount), MostThreads));
        WaitUntil(static () => ThreadPool.PendingWorkItemCount == 0 && HostPlatform.Threads.AllOthersSleep(), s_toRest);
    }

    /// <summary>Each task waits for the others, so each has a thread of its own.</summary>
    private static void Meet(int threads)
    {
        var arrived = 0;
        var all = new Task[threads];
        for (var i = 0; i < threads; i++)
        {
            all[i] = Task.Run(() =>
            {
                // Work that a thread of the pool queues itself goes to a queue of its own, which it makes for the first piece.
                ThreadPool.UnsafeQueueUserWorkItem(static _ => { }, 0, preferLocal: true);
                Interlocked.Increment(ref arrived);
                WaitUntil(() => Volatile.Read(ref arrived) == threads, s_toMeet);
            });
        }

        WaitUntil(() => Array.TrueForAll(all, static task => task.IsCompleted), s_toMeet);
    }

    private static void WaitUntil(Func<bool> isSo, TimeSpan patience)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        for (var spinner = new SpinWait(); !isSo() && Environment.TickCount64 < until;)
            spinner.SpinOnce();
    }
}
