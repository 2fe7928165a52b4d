using System.Runtime.CompilerServices;
using MemMagics.Platform;
using MemMagics.Wire.Metering;

namespace MemMagics.Worker.Probes;

/// <summary>
/// Charges changes of resident memory to the lines that caused them. Resident memory is too dear to be read at each line (0.8 to 2 µs), so most
/// readings find growth that any of many lines may have caused. Four things tell which one it was:
/// a line that began with a reading and ends with one is <em>measured</em>: the change is its own. The first occurrences of each line
/// are, and those that follow a large change;
/// code that only calculates and loads touches no fresh memory (<see cref="LineSlot.Touches"/>) and is charged for none, and neither is a line that has not run
/// since the last reading (<see cref="LinesRun"/>): where one line is left, it is that one's. So that few lines lie between two readings, memory is read
/// where a loop has ended and where a line has run often, whether or not the clock's thread comes to run (<see cref="Look"/>);
/// all other growth <em>waits</em>, and the thread is <em>watched</em>: at the end of each line that can touch memory its page faults are
/// counted, and the lines that had some share what waits. In a steady loop a line is so met as often as it touches memory.
/// Resident memory is the whole process's. While a function is active on several threads, each takes what its own page faults account for.
/// </summary>
internal static unsafe class ResidentGrowth
{
    /// <summary>The first occurrences of a sequence point on a thread are measured.</summary>
    public const int MeasuredOccurrences = 16;

    /// <summary>A line that can touch memory is looked at again after at most so many occurrences.</summary>
    private const int MostBetweenLooks = 4096;

    /// <summary>A loop in which lines that can touch memory have run so often ends with a reading, which then costs little beside it.</summary>
    private const int LinesOfALoop = 256;

    /// <summary>Bytes that a thread allocates before resident memory is read again.</summary>
    public const long BytesBetweenReadings = 32 * 1024;

    /// <summary>A line that grew or allocated by this much at once takes so long that measuring its next occurrences costs nothing beside it.</summary>
    private const long LargeChange = 64 * 1024;

    /// <summary>A line at whose end the clock is this much ahead of the last line's end took a millisecond, unless the thread did not run: its next occurrences are measured.</summary>
    private const int TicksOfALongLine = 2;

    private static long s_collections;

    /// <summary>A thread begins, or its counters were reset.</summary>
    public static void Begin(ThreadTable* table)
    {
        table->Tick = ProbeClock.Now;
        PageWatch.BeginThread(table);
        table->ReadTick = ThreadTable.NeverRead;
    }

    /// <summary>A sequence point is reached.</summary>
    /// <param name="frame">The frame, whose current line ends.</param>
    /// <param name="next">The line that begins.</param>
    /// <param name="allocated">The thread's allocation counter.</param>
    /// <param name="own">What the line that ends has allocated.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void NextLine(LineFrame* frame, LineSlot* next, long allocated, long own)
    {
        var table = frame->Table;
        var measured = false;
        if (frame->Slots == table->Inner)
        {
            EndInner(frame, allocated);
            next->LookAt = long.MaxValue;
        }
        else
        {
            measured = next->Touches && next->Occurrences < next->MeasuredUntil;
            if (next->Occurrences >= next->LookAt)
                Look(frame, next, allocated, own, measured);
            else
                End(frame, allocated, own, read: measured);

            frame->Measured = measured;
        }

        next->Memory = Math.Max(next->Memory, table->Resident);
        table->ReadTick = measured ? ThreadTable.NeverRead : NextReadTick(table);
    }

    /// <summary>A line is looked at because it has run so often, or because a loop has ended.</summary>
    private static void Look(LineFrame* frame, LineSlot* next, long allocated, long own, bool measured)
    {
        var table = frame->Table;
        var function = frame->Body->Function;
        table->Tick = ProbeClock.Now;
        var before = table->Resident;
        var run = LinesRun.Count(function);
        var isBehindLoops = next->FollowsLoop && !next->InLoop;
        var isDue = next->FollowsLoop ? run >= LinesOfALoop || (isBehindLoops && function->Waiting != 0) : next->Touches;
        var isRead = End(frame, allocated, own, read: measured || isDue);
        if (isRead && isBehindLoops)
            GrowthEvidence.EndLoops(function);

        if (next->Occurrences + 1 < next->MeasuredUntil)
        {
            next->LookAt = 0;
            PageWatch.AllowFor(table, next);
        }
        else if (next->FollowsLoop)
        {
            next->LookAt = run >= LinesOfALoop ? 0 : next->Occurrences + 1 + (LinesOfALoop / (run + 1));
        }
        else if (next->Touches)
        {
            var isLarge = isRead && Math.Abs(table->Resident - before) >= LargeChange;
            next->LookEvery = (short)Math.Clamp(isLarge ? next->LookEvery / 2 : next->LookEvery * 2, MeasuredOccurrences, MostBetweenLooks);
            next->LookAt = next->Occurrences + next->LookEvery;
        }
        else
        {
            next->LookAt = long.MaxValue;
        }
    }

    /// <summary>The current line of a frame ends, or is interrupted by code that is charged by itself.</summary>
    /// <param name="frame">The frame, of an activation that is charged itself.</param>
    /// <param name="allocated">The thread's allocation counter.</param>
    /// <param name="own">What the line has allocated.</param>
    /// <param name="read">Whether resident memory is to be read in any case.</param>
    /// <returns>Whether it was read.</returns>
    public static bool End(LineFrame* frame, long allocated, long own, bool read)
    {
        var table = frame->Table;
        var line = frame->Current;
        var isLong = table->Tick - table->LineTick >= TicksOfALongLine;
        table->LineTick = table->Tick;
        if (isLong)
            MeasureNext(line);

        var touched = line->Touches && !frame->Measured && table->Watching > 0 && PageWatch.HasTouched(table);
        if (!line->Touches && table->Watching > 0)
            PageWatch.Count(table, 1); // a loop that only calculates must not be watched for ever

        if (read || frame->Measured || touched || table->Retained || table->ReadingDue || (table->Watching == 0 && IsDue(table, allocated)))
        {
            var measured = frame->Measured || table->Retained;
            ReadMemory(table, allocated, collect: read || (line->Touches && line->Occurrences <= MeasuredOccurrences));
            Charge(frame, allocated, own, measured, touched);
            frame->Measured = false;
            read = true;
        }

        line->Memory = Math.Max(line->Memory, table->Resident);
        return read;
    }

    /// <summary>A function is entered: what its caller has touched so far must not be taken for its own.</summary>
    public static void Enter(LineFrame* frame)
    {
        var table = frame->Table;
        table->LineTick = table->Tick;
        if (table->Watching == 0 || !PageWatch.HasTouched(table))
            return;

        frame->Body->Function->Unplaced = 0;
        if (frame->Below != null)
            GrowthEvidence.Add(table, frame->Below);
    }

    /// <summary>Whether memory is read at the next end of a line that was not forced to read.</summary>
    public static bool IsDue(ThreadTable* table, long allocated) =>
        table->Tick != table->ResidentTick || allocated - table->ReadAt >= BytesBetweenReadings;

    /// <summary>Reads resident memory, and what is alive where that is asked for.</summary>
    /// <param name="table">The thread's counters.</param>
    /// <param name="allocated">The thread's allocation counter.</param>
    /// <param name="collect">Whether objects may have been created or dropped though the thread has allocated none.</param>
    public static void ReadMemory(ThreadTable* table, long allocated, bool collect)
    {
        if (table->Retained && (collect || allocated != table->ReadAt))
        {
            table->LiveAge = Interlocked.Increment(ref s_collections);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
            table->Live = GC.GetTotalMemory(forceFullCollection: false);
            FinalizersRun.Await();
        }

        table->Resident = HostPlatform.Memory.Read();
        var mark = TouchedPages.Mark;
        table->Touched = TouchedPages.BytesBetween(table->ReadingMark, mark);
        table->ReadingMark = table->Mark = mark;
        table->ReadAt = allocated;
        table->ResidentTick = table->Tick;
        table->ReadTick = NextReadTick(table);
        table->ReadingDue = false;
        table->Readings++;
    }

    /// <summary>Registers the outermost open frame of a function in the counters that all threads share.</summary>
    public static void Register(FunctionTally* function, long allocated)
    {
        SharedTallies.Register(function->Shared, function->Active->Table);
        function->Registered = true;
        function->RegisteredAllocated = allocated;
    }

    /// <summary>Resident memory was read while no activation of the function was registered: the growth is the function's or that of the code around it.</summary>
    public static void AddUnplaced(FunctionTally* function, ThreadTable* table)
    {
        function->Unplaced += SharedTallies.ChargeBetween(function->Shared, table);
        PageWatch.StartIfDue(table, function);
    }

    /// <summary>In a recursive activation lines are charged for nothing; the memory after them is noted.</summary>
    private static void EndInner(LineFrame* frame, long allocated)
    {
        var table = frame->Table;
        if (table->Watching > 0)
            PageWatch.Count(table, PageWatch.CostOfACheck);

        if (IsDue(table, allocated))
            ReadMemory(table, allocated, collect: false);

        frame->Current->Memory = Math.Max(frame->Current->Memory, table->Resident);
    }

    /// <summary>Charges the change since the function's last reading.</summary>
    private static void Charge(LineFrame* frame, long allocated, long own, bool measured, bool touched)
    {
        var table = frame->Table;
        var line = frame->Current;
        var function = frame->Body->Function;
        if (!function->Registered)
        {
            AddUnplaced(function, table);
            Register(function, allocated);
        }

        if (table->Retained)
            line->Retained += SharedTallies.ChargeLive(function->Shared, table);

        var only = LinesRun.Only(frame, function);
        var change = SharedTallies.ChargeResident(function->Shared, table);
        if (measured && !line->Calls && change > table->Touched)
        {
            // More than the thread's own page faults account for: another thread's, which the line has not waited for.
            Wait(table, function, line, change - table->Touched);
            change = table->Touched;
        }

        if (line->Touches && (measured || touched || change < 0))
        {
            line->Increment += change;
            if (Math.Abs(change) >= LargeChange || own >= LargeChange)
                MeasureNext(line);

            if (touched) // what a measured line touches is charged to it each time: it causes none of what waits
                GrowthEvidence.Add(table, frame);

            return;
        }

        if (only != null)
        {
            only->Increment += change;
            return;
        }

        // What a line has allocated it has most likely touched.
        var allocatedAndTouched = Math.Clamp(own, 0, Math.Max(change, 0));
        line->Increment += allocatedAndTouched;
        Wait(table, function, line, change - allocatedAndTouched);
        PageWatch.StartIfDue(table, function);
    }

    private static void MeasureNext(LineSlot* line)
    {
        line->MeasuredUntil = line->Occurrences + MeasuredOccurrences;
        line->LookAt = 0;
    }

    private static void Wait(ThreadTable* table, FunctionTally* function, LineSlot* line, long change)
    {
        if (line->Touches || function->WaitingFor == null || !function->WaitingFor->Touches)
            function->WaitingFor = line;

        if (change == 0)
            return;

        if (GrowthEvidence.RunsNoLonger(table, function))
            GrowthEvidence.End(function);
        else if (function->Seen != null)
            GrowthEvidence.NoteSeen(table, function);

        function->Waiting += change;
        LinesRun.Suspect(function);
    }

    private static long NextReadTick(ThreadTable* table) => table->Watching > 0 || table->Retained ? ThreadTable.NeverRead : table->Tick;
}
