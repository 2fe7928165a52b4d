using System.Runtime.CompilerServices;
using MemMagics.Wire.Metering;

namespace MemMagics.Worker.Probes;

/// <summary>
/// Charges changes of resident memory to the lines that caused them. Resident memory is too dear to be read at each line (0.8 to 2 µs), so most
/// readings find growth that any of many lines may have caused. Three things tell which one it was:
/// a line that began with a reading and ends with one is <em>measured</em>: the change is its own. The first occurrences of each line
/// are, and those that follow a large change;
/// code that only calculates and loads touches no fresh memory (<see cref="LineSlot.Touches"/>) and is charged for none;
/// all other growth <em>waits</em>, and the thread is <em>watched</em>: at the end of each line that can touch memory its page faults are
/// counted, and the lines that had some share what waits. In a steady loop a line is so met as often as it touches memory.
/// Resident memory is the whole process's. While a function is active on several threads, each takes what its own page faults account for.
/// </summary>
internal static unsafe class ResidentGrowth
{
    /// <summary>The first occurrences of a sequence point on a thread are measured.</summary>
    public const int MeasuredOccurrences = 16;

    /// <summary>Bytes that a thread allocates before resident memory is read again.</summary>
    public const long BytesBetweenReadings = 32 * 1024;

    /// <summary>A line that grew or allocated by this much at once takes so long that measuring its next occurrences costs nothing beside it.</summary>
    private const long LargeChange = 64 * 1024;

    /// <summary>What a check of page faults costs, in units of which a line that cannot touch memory and is not checked costs one.</summary>
    private const int CostOfACheck = 16;

    /// <summary>The first ends of lines on a thread are all watched: short code is then exact.</summary>
    private const int FirstWatch = 2048 * CostOfACheck;

    /// <summary>Ends of lines that are watched for evidence; an array of bytes touches a page at one line in 4,096.</summary>
    private const int LongestWatch = 16 * 1024 * CostOfACheck;

    /// <summary>Ends of lines that are watched in each activation that is measured, which costs as much as the measuring.</summary>
    private const int WatchOfAnActivation = 8 * CostOfACheck;

    /// <summary>Watching ends after so many milliseconds in any case.</summary>
    private const int LongestWatchTicks = 8;

    /// <summary>Watched lines that cost about a millisecond's fourth part: after each such number a millisecond goes by unwatched, so that watching takes at most a fifth of the time.</summary>
    private const int WatchesForAPause = 1024 * CostOfACheck;

    /// <summary>Growth that is worth watching for: one page.</summary>
    private const long LeastWaiting = 4096;

    /// <summary>A line at whose end the clock is this much ahead of the last line's end took a millisecond, unless the thread did not run: its next occurrences are measured.</summary>
    private const int TicksOfALongLine = 2;

    /// <summary>Watched lines after which one that has not run again is taken to be in a loop that has ended.</summary>
    private const int LinesOfATurn = 32 * CostOfACheck;

    /// <summary>Open frames that are looked at when a line has touched memory.</summary>
    private const int LookedAtFrames = 64;

    /// <summary>A thread begins, or its counters were reset.</summary>
    public static void Begin(ThreadTable* table)
    {
        BeginWatch(table, forEvidence: false);
        table->Watching = FirstWatch;
        table->NextWatchTick = table->Tick;
        table->Mark = -1;
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
        }
        else
        {
            measured = next->Touches && next->Occurrences < next->MeasuredUntil;
            End(frame, allocated, own, read: measured);
            frame->Measured = measured;
        }

        next->Memory = Math.Max(next->Memory, table->Resident);
        table->ReadTick = measured ? ThreadTable.NeverRead : NextReadTick(table);
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
            line->MeasuredUntil = line->Occurrences + MeasuredOccurrences;

        var touched = line->Touches && !frame->Measured && table->Watching > 0 && Watch(table);
        if (!line->Touches && table->Watching > 0)
            CountWatch(table, 1); // a loop that only calculates must not be watched for ever

        if (read || frame->Measured || touched || table->Retained || table->ReadingDue || (table->Watching == 0 && IsDue(table, allocated)))
        {
            var measured = frame->Measured || table->Retained;
            ReadMemory(table, allocated);
            Charge(frame, allocated, own, measured, touched);
            frame->Measured = false;
            read = true;
        }

        line->Memory = Math.Max(line->Memory, table->Resident);
        return read;
    }

    /// <summary>An activation that is measured begins.</summary>
    public static void WatchActivation(ThreadTable* table)
    {
        if (table->Watching >= WatchOfAnActivation)
            return;

        if (table->Watching == 0)
            BeginWatch(table, forEvidence: false);

        table->Watching = WatchOfAnActivation;
        table->ReadTick = ThreadTable.NeverRead;
    }

    /// <summary>A function is entered: what its caller has touched so far must not be taken for its own.</summary>
    public static void Enter(LineFrame* frame)
    {
        var table = frame->Table;
        table->LineTick = table->Tick;
        if (table->Watching == 0 || !Watch(table))
            return;

        frame->Body->Function->Unplaced = 0;
        if (frame->Below != null)
            Evidence(table, frame->Below);
    }

    /// <summary>Whether memory is read at the next end of a line that was not forced to read.</summary>
    public static bool IsDue(ThreadTable* table, long allocated) =>
        table->Tick != table->ResidentTick || allocated - table->ReadAt >= BytesBetweenReadings;

    public static void ReadMemory(ThreadTable* table, long allocated)
    {
        if (table->Retained && allocated != table->ReadAt)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
            table->Live = GC.GetTotalMemory(forceFullCollection: false);
        }

        table->Resident = ResidentMemory.Read();
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
    public static void Register(FunctionTally* function, long allocated, long resident)
    {
        SharedTallies.Register(function->Shared, resident, function->Active->Table->Live);
        function->Registered = true;
        function->RegisteredAllocated = allocated;
    }

    /// <summary>Resident memory was read while no activation of the function was registered: the growth is the function's or that of the code around it.</summary>
    public static void AddUnplaced(FunctionTally* function, ThreadTable* table)
    {
        function->Unplaced += SharedTallies.ChargeBetween(function->Shared, table->Resident);
        StartWatchingIfDue(table, function);
    }

    /// <summary>Charges what still waits for evidence to the line that most likely caused it.</summary>
    public static void ChargeWaiting(FunctionTally* function)
    {
        if (function->EvidenceCount > 0)
            Divide(function);
        else if (function->WaitingFor != null)
            function->WaitingFor->Increment += function->Waiting;

        function->Waiting = function->Unplaced = 0;
    }

    /// <summary>In a recursive activation lines are charged for nothing; the memory after them is noted.</summary>
    private static void EndInner(LineFrame* frame, long allocated)
    {
        var table = frame->Table;
        if (table->Watching > 0)
            CountWatch(table, CostOfACheck);

        if (IsDue(table, allocated))
            ReadMemory(table, allocated);

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
            Register(function, allocated, table->Resident);
        }

        if (table->Retained)
            line->Retained += SharedTallies.Charge(ref function->Shared->Live, table->Live);

        var change = SharedTallies.ChargeResident(function->Shared, table->Resident, table->Touched);
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
                line->MeasuredUntil = line->Occurrences + MeasuredOccurrences;

            if (touched) // what a measured line touches is charged to it each time: it causes none of what waits
                Evidence(table, frame);

            return;
        }

        // What a line has allocated it has most likely touched.
        var allocatedAndTouched = Math.Clamp(own, 0, Math.Max(change, 0));
        line->Increment += allocatedAndTouched;
        Wait(table, function, line, change - allocatedAndTouched);
        StartWatchingIfDue(table, function);
    }

    private static void Wait(ThreadTable* table, FunctionTally* function, LineSlot* line, long change)
    {
        if (line->Touches || function->WaitingFor == null)
            function->WaitingFor = line;

        if (change == 0)
            return;

        if (RunsNoLonger(table, function))
            EndEvidence(function);
        else if (function->Seen != null)
            NoteSeen(table, function);

        function->Waiting += change;
    }

    private static void StartWatchingIfDue(ThreadTable* table, FunctionTally* function)
    {
        if (Math.Max(function->Waiting, function->Unplaced) < LeastWaiting || table->Watching > 0 || table->Tick < table->NextWatchTick)
            return;

        BeginWatch(table, forEvidence: true);
        table->Watching = LongestWatch;
        table->ReadTick = ThreadTable.NeverRead;
    }

    private static void BeginWatch(ThreadTable* table, bool forEvidence)
    {
        table->Watch++;
        table->WatchesForEvidence = forEvidence;
        table->WatchTick = table->Tick;
    }

    /// <returns>Whether the thread has touched pages since the last time.</returns>
    private static bool Watch(ThreadTable* table)
    {
        var mark = TouchedPages.Mark;
        var touched = mark != table->Mark && table->Mark >= 0;
        table->Mark = mark;
        if (!touched)
            CountWatch(table, CostOfACheck);

        return touched;
    }

    private static void CountWatch(ThreadTable* table, int cost)
    {
        table->Watching -= cost;
        if (table->Watching <= 0 || table->Tick - table->WatchTick > LongestWatchTicks)
            StopWatching(table, hasFailed: table->WatchesForEvidence);
    }

    private static void StopWatching(ThreadTable* table, bool hasFailed)
    {
        if (table->WatchesForEvidence)
        {
            var took = 1 + table->Tick - table->WatchTick + ((LongestWatch - table->Watching) / WatchesForAPause);
            table->NextWatchTick = table->Tick + (hasFailed ? 4 * took : took);
        }

        table->Watching = 0;
        table->WatchesForEvidence = false;
    }

    /// <summary>The thread has touched memory in the current lines of its open frames: what waits is theirs.</summary>
    private static void Evidence(ThreadTable* table, LineFrame* innermost)
    {
        var isEnough = false;
        var frame = innermost;
        for (var looked = 0; frame != null && looked < LookedAtFrames; looked++, frame = frame->Below)
        {
            var function = frame->Body->Function;
            if (function->Active != frame || !frame->Current->Touches || frame->Current->Occurrences <= MeasuredOccurrences)
                continue;

            // Growth that was found while another line was running, which has not run since, is still that one's.
            if (function->EvidenceCount > 0 && function->Seen != frame->Current && RunsNoLonger(table, function))
                EndEvidence(function);

            if (function->EvidenceWatch != table->Watch || function->EvidenceCount == FunctionTally.MostEvidence)
            {
                function->EvidenceWatch = table->Watch;
                function->EvidenceCount = 0;
            }

            function->Evidence[function->EvidenceCount] = (long)frame->Current;
            function->EvidenceOccurrences[function->EvidenceCount] = frame->Current->Occurrences;
            function->EvidenceWatching[function->EvidenceCount++] = table->Watching;
            function->Seen = frame->Current;
            NoteSeen(table, function);
            var isFull = function->EvidenceCount == FunctionTally.MostEvidence;
            isEnough |= isFull;
            if (isFull || !table->WatchesForEvidence)
                DivideAtEnd(table, function);

        }

        if (table->WatchesForEvidence && isEnough)
            StopWatching(table, hasFailed: false);
    }

    /// <summary>A loop has ended: what waits is of the lines that were seen in it, and what comes is not.</summary>
    private static void EndEvidence(FunctionTally* function)
    {
        if (function->EvidenceCount > 0)
            Divide(function);

        function->EvidenceCount = 0;
        function->Seen = null;
    }

    private static void NoteSeen(ThreadTable* table, FunctionTally* function)
    {
        function->SeenOccurrences = function->Seen->Occurrences;
        function->SeenTick = table->Tick;
        function->SeenWatching = table->Watching;
    }

    /// <summary>Whether the line that was last seen to touch memory has not run for longer than a turn of a loop takes.</summary>
    private static bool RunsNoLonger(ThreadTable* table, FunctionTally* function) =>
        function->Seen != null
        && function->Seen->Occurrences == function->SeenOccurrences
        && (table->Tick != function->SeenTick || Math.Abs(function->SeenWatching - table->Watching) > LinesOfATurn);

    /// <summary>
    /// Divides what waits at the end of a watch. It was found before the watch began: where a loop has ended meanwhile, it is of the lines that run no longer.
    /// </summary>
    private static void DivideAtEnd(ThreadTable* table, FunctionTally* function)
    {
        var ended = stackalloc long[FunctionTally.MostEvidence];
        var count = 0;
        for (var i = 0; i < function->EvidenceCount; i++)
        {
            if (HasEnded(table, function, i))
                ended[count++] = function->Evidence[i];
        }

        if (count == 0 || count == function->EvidenceCount)
        {
            Divide(function);
            return;
        }

        for (var i = 0; i < count; i++)
            function->Evidence[i] = ended[i];

        function->EvidenceCount = count;
        EndEvidence(function);
    }

    private static bool HasEnded(ThreadTable* table, FunctionTally* function, int evidence)
    {
        var line = function->Evidence[evidence];
        var last = evidence;
        for (var i = evidence + 1; i < function->EvidenceCount; i++)
        {
            if (function->Evidence[i] == line)
                last = i;
        }

        return ((LineSlot*)line)->Occurrences == function->EvidenceOccurrences[last] && function->EvidenceWatching[last] - table->Watching > LinesOfATurn;
    }

    /// <summary>Divides what waits among the lines that were seen to touch memory.</summary>
    private static void Divide(FunctionTally* function)
    {
        var growth = function->Waiting + function->Unplaced;
        for (var i = 0; i < function->EvidenceCount; i++)
            ((LineSlot*)function->Evidence[i])->Increment += (growth * (i + 1) / function->EvidenceCount) - (growth * i / function->EvidenceCount);

        if (function->Unplaced != 0)
            SharedTallies.AddIncrement(function->Shared, function->Unplaced);

        function->Waiting = function->Unplaced = 0;
    }

    private static long NextReadTick(ThreadTable* table) => table->Watching > 0 || table->Retained ? ThreadTable.NeverRead : table->Tick;
}
