namespace MemMagics.Worker.Probes;

/// <summary>Updates the counters that all threads share. Called only when resident memory is read anyway, compared to which a lock costs nothing.</summary>
internal static unsafe class SharedTallies
{
    /// <summary>Registers an outermost activation.</summary>
    public static void Register(SharedTally* shared, long resident, long live)
    {
        using var locked = new SpinLocked(ref shared->Lock);
        if (shared->Active++ == 0)
        {
            shared->Resident = shared->StartResident = resident;
            shared->Live = live;
            shared->Own = 0;
            shared->StartTotal = GC.GetTotalAllocatedBytes(precise: true);
        }
    }

    /// <summary>Ends an outermost activation, whose last line must have been charged already.</summary>
    public static void Unregister(FunctionTally* function, long allocated)
    {
        var shared = function->Shared;
        using var locked = new SpinLocked(ref shared->Lock);
        shared->Own += allocated - function->RegisteredAllocated;
        if (--shared->Active == 0)
        {
            shared->Increment += shared->Resident - shared->StartResident;
            shared->Elsewhere += Math.Max(0, GC.GetTotalAllocatedBytes(precise: true) - shared->StartTotal - shared->Own);
        }

        function->Registered = false;
    }

    /// <summary>Ends an outermost activation that was too short to be registered: what it allocated counts as the function's own.</summary>
    public static void AddOwn(SharedTally* shared, long allocated)
    {
        if (Volatile.Read(ref shared->Active) > 0)
            Interlocked.Add(ref shared->Own, allocated);
    }

    /// <summary>The change that has not been charged yet.</summary>
    public static long Charge(ref long chargedUpTo, long now) => now - Interlocked.Exchange(ref chargedUpTo, now);
}
