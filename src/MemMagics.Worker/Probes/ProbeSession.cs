using MemMagics.Platform;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;

namespace MemMagics.Worker.Probes;

/// <summary>The probe's counting for one measurement, from <see cref="Start"/> to <see cref="Dispose"/>.</summary>
internal sealed unsafe class ProbeSession : IDisposable
{
    private static ProbeSession? s_newest;
    private static int s_lock;

    private readonly ProbeTables _layout;
    private readonly SharedTally* _shared;
    private readonly ProbeSession? _older;
    private ThreadTable* _tables;
    private ProbeClock? _clock;

    private ProbeSession(ProbeTables layout)
    {
        _layout = layout;
        _shared = (SharedTally*)ThreadTable.Zeroed(layout.Functions, sizeof(SharedTally));
        _older = s_newest;
    }

    /// <summary>Makes the probe ready for code woven with that layout.</summary>
    public static ProbeSession Start(ProbeTables layout)
    {
        ProbeWarmUp.Run();
        if (layout.Retained)
            FinalizersRun.Start();

        return Open(layout);
    }

    public static ProbeSession Open(ProbeTables layout)
    {
        using var locked = new SpinLocked(ref s_lock);
        var session = new ProbeSession(layout);
        Volatile.Write(ref s_newest, session);
        session._clock = new ProbeClock(session.Tick);
        return session;
    }

    public static ProbeSession Find(int session)
    {
        var found = Volatile.Read(ref s_newest);
        while (found is not null && found._layout.Session != session)
            found = found._older;

        return found ?? throw new InvalidOperationException($"Code woven for probe session {session} runs, but that session was never started.");
    }

    /// <summary>A table for the calling thread. Allocates no managed memory.</summary>
    public ThreadTable* AttachThread()
    {
        using var locked = new SpinLocked(ref s_lock);
        var thread = HostPlatform.Threads.Current;
        for (var table = _tables; table != null; table = table->Sibling)
        {
            if (table->Top == null && HostPlatform.Threads.HasEnded(table->Owner))
            {
                table->Owner = thread;
                ResidentGrowth.Begin(table);
                return table;
            }
        }

        var created = ThreadTable.Create(_layout, _shared);
        created->Owner = thread;
        created->Sibling = _tables;
        Thread.MemoryBarrier(); // the clock goes through the tables without the lock, and some processors let it see the last write first
        _tables = created;
        return created;
    }

    /// <summary>Resets all counters. Open activations are counted from here on.</summary>
    public void Reset()
    {
        using var locked = new SpinLocked(ref s_lock);
        for (var table = _tables; table != null; table = table->Sibling)
            ProbeCounts.Reset(table, _layout);

        for (var function = 0; function < _layout.Functions; function++)
            ProbeCounts.Reset(_shared + function);
    }

    /// <summary>The counts since the start or the last reset, all threads together.</summary>
    public ProbeResult Collect()
    {
        var perCollection = _layout.Retained ? AllocatedForACollection() : 0;
        using var locked = new SpinLocked(ref s_lock);
        var counts = new ProbeCounts(_layout);
        for (var table = _tables; table != null; table = table->Sibling)
            counts.Add(table);

        for (var function = 0; function < _layout.Functions; function++)
            counts.Add(function, _shared + function, perCollection);

        return counts.Result with { OnSeveralThreads = counts.Threads > 1 };
    }

    public void Dispose() => _clock?.Dispose();

    /// <summary>Finalizers run meanwhile, which may be woven code: not to be called under the lock.</summary>
    private static long AllocatedForACollection()
    {
        var before = FinalizerThread.CollectAndReadAllocated();
        return FinalizerThread.CollectAndReadAllocated() - before;
    }

    private void Tick(long now)
    {
        for (var table = _tables; table != null; table = table->Sibling)
            table->Tick = now;
    }
}
