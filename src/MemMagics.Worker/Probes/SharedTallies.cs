namespace MemMagics.Worker.Probes;

/// <summary>Keeps what the threads share about a function. Called only when resident memory is read anyway, so a lock costs nothing beside it.</summary>
internal static unsafe class SharedTallies
{
    /// <summary>An outermost activation begins to count.</summary>
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

    /// <summary>An outermost activation ends; its last line is charged already.</summary>
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

    /// <summary>An outermost activation too short to be registered has ended: what it allocated is on the function's own lines.</summary>
    public static void AddOwn(SharedTally* shared, long allocated)
    {
        if (Volatile.Read(ref shared->Active) > 0)
            Interlocked.Add(ref shared->Own, allocated);
    }

    /// <summary>The change that nobody has been charged with yet.</summary>
    public static long Charge(ref long chargedUpTo, long now) => now - Interlocked.Exchange(ref chargedUpTo, now);
}
