using MemMagics.Platform;
using MemMagics.Wire.Metering;

namespace MemMagics.Worker.Probes;

/// <summary>Updates the counters that all threads share. Called only when resident memory is read anyway, compared to which a lock costs nothing.</summary>
internal static unsafe class SharedTallies
{
    /// <summary>Registers an outermost activation.</summary>
    public static void Register(SharedTally* shared, ThreadTable* table)
    {
        using var locked = new SpinLocked(ref shared->Lock);
        if (shared->Active++ == 0)
        {
            shared->Resident = shared->StartResident = ResidentNow(shared, table);
            shared->Live = table->Live;
            shared->LiveAge = table->LiveAge;
            shared->Own = 0;
            shared->StartTotal = GC.GetTotalAllocatedBytes(precise: true);
            shared->StartCollections = GC.CollectionCount(GC.MaxGeneration);
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
            shared->Collections += GC.CollectionCount(GC.MaxGeneration) - shared->StartCollections;
            shared->Elsewhere += Math.Max(0, GC.GetTotalAllocatedBytes(precise: true) - shared->StartTotal - shared->Own);
        }

        function->Registered = false;
    }

    /// <summary>An iterator yields.</summary>
    public static void Yield(SharedTally* shared) => Interlocked.Increment(ref shared->Yielding);

    /// <summary>An iterator is continued, on any thread.</summary>
    /// <returns>Whether it can be one that has yielded since the counting began.</returns>
    public static bool Continue(SharedTally* shared)
    {
        if (Interlocked.Decrement(ref shared->Yielding) >= 0)
            return true;

        Interlocked.Increment(ref shared->Yielding);
        return false;
    }

    /// <summary>Ends an outermost activation that was too short to be registered: what it allocated counts as the function's own.</summary>
    public static void AddOwn(SharedTally* shared, long allocated)
    {
        if (Volatile.Read(ref shared->Active) > 0)
            Interlocked.Add(ref shared->Own, allocated);
    }

    /// <summary>The change of resident memory that has not been charged yet; while the function is active on other threads too, no more than the caller has touched.</summary>
    public static long ChargeResident(SharedTally* shared, ThreadTable* table)
    {
        using var locked = new SpinLocked(ref shared->Lock);
        var change = ResidentNow(shared, table) - shared->Resident;
        if (shared->Active > 1)
            change = Math.Min(change, table->Touched);

        shared->Resident += change;
        return change;
    }

    /// <summary>The change of resident memory since the function was charged last, when the caller has no registered activation; 0 when another thread has one, which is charged.</summary>
    public static long ChargeBetween(SharedTally* shared, ThreadTable* table)
    {
        using var locked = new SpinLocked(ref shared->Lock);
        if (shared->Active > 0)
            return 0;

        var change = ResidentNow(shared, table) - shared->Resident;
        shared->Resident += change;
        return change;
    }

    /// <summary>Growth turned out to be the function's.</summary>
    public static void AddIncrement(SharedTally* shared, long growth)
    {
        using var locked = new SpinLocked(ref shared->Lock);
        shared->Increment += growth;
    }

    /// <summary>The change of live bytes that has not been charged yet; none when another thread has collected later, and charged that.</summary>
    public static long ChargeLive(SharedTally* shared, ThreadTable* table)
    {
        using var locked = new SpinLocked(ref shared->Lock);
        if (table->LiveAge <= shared->LiveAge)
            return 0;

        var change = table->Live - shared->Live;
        shared->Live = table->Live;
        shared->LiveAge = table->LiveAge;
        return change;
    }

    /// <summary>What the thread has read last; read anew when another has charged something meanwhile, perhaps by a later reading: its growth would be charged twice.</summary>
    private static long ResidentNow(SharedTally* shared, ThreadTable* table)
    {
        if (shared->ReadBy != table)
        {
            table->Resident = HostPlatform.Memory.Read();
            shared->ReadBy = table;
        }

        return table->Resident;
    }
}
