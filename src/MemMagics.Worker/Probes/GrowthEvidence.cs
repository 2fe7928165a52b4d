namespace MemMagics.Worker.Probes;

/// <summary>Which lines were seen to touch memory while a thread was watched: what waits is divided among them.</summary>
internal static unsafe class GrowthEvidence
{
    /// <summary>Watched lines after which one that has not run again is taken to be in a loop that has ended.</summary>
    private const int LinesOfATurn = 32 * PageWatch.CostOfACheck;

    /// <summary>Open frames that are looked at when a line has touched memory.</summary>
    private const int LookedAtFrames = 64;

    /// <summary>The thread has touched memory in the current lines of its open frames: what waits is theirs.</summary>
    public static void Add(ThreadTable* table, LineFrame* innermost)
    {
        var isEnough = false;
        var frame = innermost;
        for (var looked = 0; frame != null && looked < LookedAtFrames; looked++, frame = frame->Below)
        {
            var function = frame->Body->Function;
            if (function->Active != frame || !frame->Current->Touches || frame->Current->Occurrences <= ResidentGrowth.MeasuredOccurrences)
                continue;

            // Growth that was found while another line was running, which has not run since, is still that one's.
            if (function->EvidenceCount > 0 && function->Seen != frame->Current && RunsNoLonger(table, function))
                End(function);

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
            PageWatch.Stop(table, hasFailed: false);
    }

    /// <summary>A loop has ended: what waits is of the lines that were seen in it, and what comes is not.</summary>
    public static void End(FunctionTally* function)
    {
        if (function->EvidenceCount > 0)
            Divide(function);

        function->EvidenceCount = 0;
        function->Seen = null;
    }

    /// <summary>Notes how often the line that was last seen to touch memory has run by now.</summary>
    public static void NoteSeen(ThreadTable* table, FunctionTally* function)
    {
        function->SeenOccurrences = function->Seen->Occurrences;
        function->SeenTick = table->Tick;
        function->SeenWatching = table->Watching;
    }

    /// <summary>Whether the line that was last seen to touch memory has not run for longer than a turn of a loop takes.</summary>
    public static bool RunsNoLonger(ThreadTable* table, FunctionTally* function) =>
        function->Seen != null
        && function->Seen->Occurrences == function->SeenOccurrences
        && (table->Tick != function->SeenTick || Math.Abs(function->SeenWatching - table->Watching) > LinesOfATurn);

    /// <summary>Charges what still waits for evidence to the lines that most likely caused it.</summary>
    public static void ChargeWaiting(FunctionTally* function)
    {
        EndLoops(function);
        function->Unplaced = 0;
    }

    /// <summary>No loop of the function runs any longer: what waits is of lines that have run up to now.</summary>
    public static void EndLoops(FunctionTally* function)
    {
        End(function);
        if (function->Waiting != 0 && function->WaitingFor != null)
        {
            if (!LinesRun.DivideAsBefore(function))
                function->WaitingFor->Increment += function->Waiting;

            HasDivided(function);
        }
    }

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
        End(function);
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

        function->Unplaced = 0;
        HasDivided(function);
    }

    private static void HasDivided(FunctionTally* function)
    {
        function->Waiting = 0;
        LinesRun.Acquit(function);
    }
}
