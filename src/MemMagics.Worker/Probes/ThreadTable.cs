using System.Runtime.InteropServices;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Probes;

/// <summary>
/// Everything that one thread counts in one session. Native memory that is never freed while the process lives: woven code that
/// still runs after its measurement (on a background thread of the notebook, with <c>--in-process</c>) keeps writing to it.
/// </summary>
internal unsafe struct ThreadTable
{
    /// <summary>The address of the next frame, and the end of the chunk of frames.</summary>
    public LineFrame* Next;
    public LineFrame* Limit;

    /// <summary>The innermost open frame; null when there is none.</summary>
    public LineFrame* Top;

    /// <summary>The first frame of the chunk; leaving it returns to the chunk below. Null in the bottom chunk.</summary>
    public LineFrame* ChunkFloor;

    /// <summary>The time in milliseconds when it was looked at last, by the clock thread or at a look at a line; resident memory is read again when it differs from <see cref="ReadTick"/>.</summary>
    public long Tick;
    public long ReadTick;

    /// <summary>The value of <see cref="Tick"/> at the last reading, and at the last end of a line that was looked at.</summary>
    public long ResidentTick;
    public long LineTick;

    /// <summary>The thread's allocation counter at the last reading of resident memory.</summary>
    public long ReadAt;

    /// <summary>Resident memory at this thread's last reading.</summary>
    public long Resident;

    /// <summary>Live managed bytes after the thread's last collection; only when asked for.</summary>
    public long Live;

    /// <summary>That collection's number among those of all threads.</summary>
    public long LiveAge;

    /// <summary>How many readings the thread has made.</summary>
    public int Readings;

    /// <summary>Whether a reading was made inside the line of an outer frame, which therefore reads at its end.</summary>
    public bool ReadingDue;

    /// <summary>While positive, each end of a line that can touch memory is checked for pages that it touched; what that may cost yet (<see cref="ResidentGrowth"/>).</summary>
    public int Watching;

    /// <summary>Whether it is watched for growth that waits for evidence, rather than because the thread has just begun.</summary>
    public bool WatchesForEvidence;

    /// <summary>How many times watching has begun.</summary>
    public int Watch;

    /// <summary>The value of <see cref="Tick"/> from which on watching may begin again.</summary>
    public long NextWatchTick;

    /// <summary><see cref="TouchedPages.Mark"/> at the last reading or end of a line that was watched, and at the last reading.</summary>
    public long Mark;
    public long ReadingMark;

    /// <summary>What the thread itself has touched between its last two readings, in bytes.</summary>
    public long Touched;

    public LineSlot* Outer;
    public LineSlot* Inner;
    public BodyTally* Bodies;
    public FunctionTally* Functions;
    public FrameChunk* Chunk;

    public int Session;
    public bool Retained;

    /// <summary>The operating system's id of the thread; 0 where it is not known.</summary>
    public int Owner;

    /// <summary>The next of this thread's tables, of an earlier session.</summary>
    public ThreadTable* Older;

    /// <summary>The next of the session's tables, of another thread.</summary>
    public ThreadTable* Sibling;

    public const long NeverRead = -1;

    public static ThreadTable* Create(ProbeTables layout, SharedTally* shared)
    {
        var table = (ThreadTable*)Zeroed(1, sizeof(ThreadTable));
        table->Outer = (LineSlot*)Zeroed(layout.Slots, sizeof(LineSlot));
        table->Inner = (LineSlot*)Zeroed(layout.Slots, sizeof(LineSlot));
        ResetSlots(table, layout);
        table->Functions = (FunctionTally*)Zeroed(layout.Functions, sizeof(FunctionTally));
        for (var function = 0; function < layout.Functions; function++)
            table->Functions[function].Shared = shared + function;

        ListTouching(table, layout);
        table->Bodies = (BodyTally*)Zeroed(layout.BodyFunctions.Length, sizeof(BodyTally));
        for (var body = 0; body < layout.BodyFunctions.Length; body++)
        {
            table->Bodies[body].Function = table->Functions + layout.BodyFunctions[body];
            table->Bodies[body].Kind = layout.BodyKinds[body];
        }

        table->Session = layout.Session;
        table->Retained = layout.Retained;
        table->ReadTick = NeverRead;
        ResidentGrowth.Begin(table);
        table->Chunk = FrameChunk.Create(null);
        table->Next = table->Chunk->First;
        table->Limit = table->Chunk->Limit;
        return table;
    }

    private static void ListTouching(ThreadTable* table, ProbeTables layout)
    {
        var counts = (int*)Zeroed(layout.Functions, sizeof(int));
        for (var slot = 0; slot < layout.Slots; slot++)
            counts[layout.SlotFunctions[slot]] += table->Outer[slot].Touches ? 1 : 0;

        for (var slot = 0; slot < layout.Slots; slot++)
        {
            var count = counts[layout.SlotFunctions[slot]];
            if (!table->Outer[slot].Touches || count > LinesRun.MostLines)
                continue;

            var tally = table->Functions + layout.SlotFunctions[slot];
            if (tally->Touching == null)
                tally->Touching = (LineSlot**)Zeroed(count, sizeof(LineSlot*));

            tally->Touching[tally->TouchingCount++] = table->Outer + slot;
        }

        NativeMemory.AlignedFree(counts);
    }

    /// <summary>Sets the counters of all sequence points to zero.</summary>
    public static void ResetSlots(ThreadTable* table, ProbeTables layout)
    {
        for (var slot = 0; slot < layout.Slots; slot++)
        {
            table->Outer[slot] = new LineSlot { MeasuredUntil = ResidentGrowth.MeasuredOccurrences, LookEvery = ResidentGrowth.MeasuredOccurrences, Code = layout.SlotCode[slot] };
            table->Inner[slot] = new LineSlot { Code = layout.SlotCode[slot] };
        }
    }

    public static void* Zeroed(int count, int size)
    {
        var bytes = (nuint)Math.Max(count * (long)size, 1);
        var memory = NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        return memory;
    }

    /// <summary>Goes on to the next chunk of frames when the current one is full.</summary>
    public static LineFrame* Grow(ThreadTable* table)
    {
        var chunk = table->Chunk->Above != null ? table->Chunk->Above : FrameChunk.Create(table->Chunk);
        table->Chunk = chunk;
        table->ChunkFloor = chunk->First;
        table->Limit = chunk->Limit;
        return chunk->First;
    }

    /// <summary>Returns to the chunk below, all of whose frames are open.</summary>
    public static void Shrink(ThreadTable* table)
    {
        var chunk = table->Chunk->Below;
        table->Chunk = chunk;
        table->ChunkFloor = chunk->Below == null ? null : chunk->First;
        table->Limit = chunk->Limit;
        table->Next = chunk->Limit;
    }
}
