using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Probes;

/// <summary>Merges the tables of all threads into one result, and clears them.</summary>
internal sealed unsafe class ProbeCounts
{
    private readonly long[] _called;
    private readonly long[] _begun;
    private readonly long[] _suspended;
    private readonly long[] _continued;
    private readonly long[] _halfWay;
    private readonly long[] _apart;

    public ProbeCounts(ProbeTables layout)
    {
        Result = new ProbeResult(
            new long[layout.Functions], new long[layout.Functions], new long[layout.Functions], new long[layout.Functions],
            new long[layout.Slots], new long[layout.Slots], new long[layout.Slots], new long[layout.Slots],
            new long[layout.Retained ? layout.Slots : 0], OnSeveralThreads: false);
        _called = new long[layout.Functions];
        _begun = new long[layout.Functions];
        _suspended = new long[layout.Functions];
        _continued = new long[layout.Functions];
        _halfWay = new long[layout.Functions];
        _apart = new long[layout.Functions];
    }

    public ProbeResult Result { get; }

    /// <summary>How many threads have run profiled code.</summary>
    public int Threads { get; private set; }

    public void Add(ThreadTable* table)
    {
        var ran = false;
        for (var function = 0; function < Result.Activations.Length; function++)
            GrowthEvidence.ChargeWaiting(table->Functions + function);

        for (var function = 0; function < Result.Activations.Length; function++)
        {
            var tally = table->Functions + function;
            ran |= tally->Outermost > 0;
            _called[function] += tally->Activations;
            _begun[function] += tally->Begun;
            _suspended[function] += tally->Suspended;
            _continued[function] += tally->Continued;
            _halfWay[function] += tally->HalfWay;
            _apart[function] += tally->Apart;
            Result.Allocated[function] += tally->Allocated;
            if (tally->Active != null) // still running: lines are charged up to their last sequence point, so the total must be too
                Result.Allocated[function] += tally->Active->Allocated - tally->EnterAllocated;
        }

        Threads += ran ? 1 : 0;
        for (var slot = 0; slot < Result.SlotOccurrences.Length; slot++)
        {
            var outer = table->Outer + slot;
            var inner = table->Inner + slot;
            Result.SlotOccurrences[slot] += outer->Occurrences + inner->Occurrences;
            Result.SlotAllocated[slot] += outer->Allocated;
            Result.SlotIncrement[slot] += outer->Increment;
            Result.SlotMemory[slot] = Math.Max(Result.SlotMemory[slot], Math.Max(outer->Memory, inner->Memory));
            if (Result.SlotRetained.Length > 0)
                Result.SlotRetained[slot] += outer->Retained;
        }
    }

    /// <summary>Adds the counters that all threads share.</summary>
    /// <param name="function">The function.</param>
    /// <param name="shared">Its counters.</param>
    /// <param name="perCollection">What the runtime allocates on another thread for each full collection of the probe's own.</param>
    public void Add(int function, SharedTally* shared, long perCollection)
    {
        Result.Activations[function] = Activations(function);
        using var locked = new SpinLocked(ref shared->Lock);
        Result.Increment[function] += shared->Increment;
        Result.AllocatedElsewhere[function] += Math.Max(0, shared->Elsewhere - (perCollection * shared->Collections));
        if (shared->Active > 0)
            Result.Increment[function] += shared->Resident - shared->StartResident;
    }

    public static void Reset(ThreadTable* table, ProbeTables layout)
    {
        ThreadTable.ResetSlots(table, layout);
        ResidentGrowth.Begin(table);
        for (var function = 0; function < layout.Functions; function++)
        {
            var tally = table->Functions + function;
            tally->Activations = tally->Outermost = tally->Allocated = tally->Waiting = tally->Unplaced = 0;
            tally->Begun = tally->Suspended = tally->Continued = tally->HalfWay = tally->Apart = 0;
            tally->Seen = tally->WaitingFor = null;
            tally->EvidenceCount = 0;
            if (tally->Active != null)
                tally->EnterAllocated = tally->RegisteredAllocated = tally->Active->Allocated;
        }

        for (var body = 0; body < layout.BodyFunctions.Length; body++)
            table->Bodies[body].Entered = 0;

    }

    public static void Reset(SharedTally* shared)
    {
        using var locked = new SpinLocked(ref shared->Lock);
        shared->Increment = shared->Elsewhere = shared->Own = shared->Collections = shared->Yielding = 0;
        shared->StartResident = shared->Resident;
        shared->StartTotal = GC.GetTotalAllocatedBytes(precise: true);
        shared->StartCollections = GC.CollectionCount(GC.MaxGeneration);
    }

    /// <summary>
    /// Calls, and activations that were called before the counting began: state machines that began without a call, those that
    /// were half-way through, and code inside a function that was not called at all.
    /// </summary>
    private long Activations(int function)
    {
        var activations = Math.Max(_called[function], _begun[function]) + Math.Max(0, _continued[function] - _suspended[function]) + _halfWay[function];
        return activations > 0 ? activations : _apart[function];
    }
}
