using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace MemMagics.Worker.Probes;

/// <summary>
/// Waits after a collection of the probe's own until the finalizers have run: the runtime allocates on their thread for each full collection
/// (docs/measurements.md, Allocated bytes), and whether it does so before or after the next reading of all threads' bytes is otherwise chance.
/// </summary>
/// <remarks>
/// A finalizer may wait for a lock that the measured code holds, so the code's own thread must not wait for it for ever. A thread of ours does, and the
/// code's thread waits for that one for a while. It allocates nothing, and nobody can interrupt it.
/// </remarks>
internal static class FinalizersRun
{
    private const int MostInVain = 10;
    private static readonly long s_patience = Stopwatch.Frequency / 10;

    private static readonly AutoResetEvent s_asked = new(false);
    private static int s_started;
    private static int s_wanted;
    private static int s_done;
    private static int s_inVain;
    private static int s_finalizers;

    /// <summary>Makes ready. What is allocated once is allocated now.</summary>
    public static void Start()
    {
        if (Interlocked.Exchange(ref s_started, 1) == 0)
        {
            new Thread(Serve, maxStackSize: 128 * 1024) { IsBackground = true, Name = "MemMagics finalizers" }.Start();
            Drop();
            GC.Collect(0);
        }

        Await();
    }

    /// <summary>Waits until the finalizers that are due have run, for 100 ms at most; no more at all once they have often taken longer.</summary>
    public static void Await()
    {
        // A finalizer that is profiled would wait for itself.
        if (Volatile.Read(ref s_inVain) >= MostInVain || Environment.CurrentManagedThreadId == Volatile.Read(ref s_finalizers))
            return;

        var own = Interlocked.Increment(ref s_wanted);
        s_asked.Set();
        for (var begun = Stopwatch.GetTimestamp(); Volatile.Read(ref s_done) - own < 0; Thread.Yield())
        {
            if (Stopwatch.GetTimestamp() - begun > s_patience)
            {
                Interlocked.Increment(ref s_inVain);
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Drop() => _ = new Finalized();

    private sealed class Finalized
    {
        ~Finalized() => Volatile.Write(ref s_finalizers, Environment.CurrentManagedThreadId);
    }

    private static void Serve()
    {
        while (true)
        {
            s_asked.WaitOne();
            var wanted = Volatile.Read(ref s_wanted);
            GC.WaitForPendingFinalizers();
            Volatile.Write(ref s_done, wanted);
        }
    }
}
