using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Probes;

/// <summary>Merges the tables of all threads into one result, and clears them.</summary>
internal sealed unsafe class ProbeCounts
{
    public ProbeCounts(ProbeTables layout)
    {
        Result = new ProbeResult(
            new long[layout.Functions], new long[layout.Functions], new long[layout.Functions], new long[layout.Functions],
            new long[layout.Slots], new long[layout.Slots], new long[layout.Slots], new long[layout.Slots],
            new long[layout.Retained ? layout.Slots : 0]);
    }

    public ProbeResult Result { get; }

    public void Add(ThreadTable* table)
    {
        for (var function = 0; function < Result.Activations.Length; function++)
        {
            var tally = table->Functions + function;
            Result.Activations[function] += tally->Activations;
            Result.Allocated[function] += tally->Allocated;
            if (tally->Active != null) // still running: lines are charged up to their last sequence point, so the total must be too
                Result.Allocated[function] += tally->Active->Allocated - tally->EnterAllocated;
        }

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

    public void Add(int function, SharedTally* shared)
    {
        using var locked = new SpinLocked(ref shared->Lock);
        Result.Increment[function] += shared->Increment;
        Result.AllocatedElsewhere[function] += shared->Elsewhere;
        if (shared->Active > 0)
            Result.Increment[function] += shared->Resident - shared->StartResident;
    }

    public static void Reset(ThreadTable* table, ProbeTables layout)
    {
        new Span<byte>(table->Outer, layout.Slots * sizeof(LineSlot)).Clear();
        new Span<byte>(table->Inner, layout.Slots * sizeof(LineSlot)).Clear();
        for (var function = 0; function < layout.Functions; function++)
        {
            var tally = table->Functions + function;
            tally->Activations = tally->Outermost = tally->Allocated = 0;
            if (tally->Active != null)
                tally->EnterAllocated = tally->RegisteredAllocated = tally->Active->Allocated;
        }

        for (var body = 0; body < layout.BodyFunctions.Length; body++)
            table->Bodies[body].Entered = 0;

        table->ReadTick = ThreadTable.NeverRead;
    }

    public static void Reset(SharedTally* shared)
    {
        using var locked = new SpinLocked(ref shared->Lock);
        shared->Increment = shared->Elsewhere = shared->Own = 0;
        shared->StartResident = shared->Resident;
        shared->StartTotal = GC.GetTotalAllocatedBytes(precise: true);
    }
}
