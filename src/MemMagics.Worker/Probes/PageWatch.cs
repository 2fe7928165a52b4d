namespace MemMagics.Worker.Probes;

/// <summary>
/// While a thread is watched, its page faults are looked at where lines end that can touch memory: at the beginning, so that short code is exact, and
/// when growth waits for evidence of the lines that caused it. What that costs is bounded.
/// </summary>
internal static unsafe class PageWatch
{
    /// <summary>What a check of page faults costs, in units of which a line that cannot touch memory and is not checked costs one.</summary>
    public const int CostOfACheck = 16;

    /// <summary>The first ends of lines on a thread are all watched: short code is then exact.</summary>
    private const int FirstWatch = 2048 * CostOfACheck;

    /// <summary>Ends of lines that are watched for evidence; an array of bytes touches a page at one line in 4,096.</summary>
    private const int LongestWatch = 16 * 1024 * CostOfACheck;

    /// <summary>Ends of lines that are watched in each activation that is measured, which costs as much as the measuring.</summary>
    private const int WatchOfAnActivation = 8 * CostOfACheck;

    /// <summary>Watched lines that cost about a millisecond's fourth part: after each such number a millisecond goes by unwatched, so that watching takes at most a fifth of the time.</summary>
    private const int WatchesForAPause = 1024 * CostOfACheck;

    /// <summary>Growth that is worth watching for: one page.</summary>
    private const long LeastWaiting = 4096;

    /// <summary>A thread begins, or its counters were reset.</summary>
    public static void BeginThread(ThreadTable* table)
    {
        Begin(table, forEvidence: false);
        table->Watching = FirstWatch;
        table->NextWatchTick = table->Tick;
        table->Mark = -1;
    }

    /// <summary>An activation that is measured begins.</summary>
    public static void BeginActivation(ThreadTable* table)
    {
        if (table->Watching >= WatchOfAnActivation)
            return;

        if (table->Watching == 0)
            Begin(table, forEvidence: false);

        table->Watching = WatchOfAnActivation;
        table->ReadTick = ThreadTable.NeverRead;
    }

    /// <summary>Watches the thread if enough growth waits for evidence, unless it has been watched just now.</summary>
    public static void StartIfDue(ThreadTable* table, FunctionTally* function)
    {
        if (Math.Max(function->Waiting, function->Unplaced) < LeastWaiting || table->Watching > 0 || table->Tick < table->NextWatchTick)
            return;

        Begin(table, forEvidence: true);
        table->Watching = LongestWatch;
        table->ReadTick = ThreadTable.NeverRead;
    }

    /// <summary>A line has run so often that it is in a loop, perhaps a new one: growth that is found now may be watched for at once, once for each line.</summary>
    public static void AllowFor(ThreadTable* table, LineSlot* line)
    {
        if (line->Touches && line->Occurrences + 2 == ResidentGrowth.MeasuredOccurrences)
            table->NextWatchTick = table->Tick;
    }

    /// <summary>A line that can touch memory ends while the thread is watched.</summary>
    /// <returns>Whether the thread has touched pages since the last time.</returns>
    public static bool HasTouched(ThreadTable* table)
    {
        var mark = TouchedPages.Mark;
        var touched = mark != table->Mark && table->Mark >= 0;
        table->Mark = mark;
        if (!touched)
            Count(table, CostOfACheck);

        return touched;
    }

    /// <summary>The watch has cost something more.</summary>
    public static void Count(ThreadTable* table, int cost)
    {
        table->Watching -= cost;
        if (table->Watching <= 0)
            Stop(table, hasFailed: table->WatchesForEvidence);
    }

    /// <summary>Ends the watch.</summary>
    /// <param name="table">The thread's counters.</param>
    /// <param name="hasFailed">Whether the evidence that it was for has not been found: then the next one begins later.</param>
    public static void Stop(ThreadTable* table, bool hasFailed)
    {
        if (table->WatchesForEvidence)
        {
            var took = 1 + ((LongestWatch - table->Watching) / WatchesForAPause);
            table->NextWatchTick = table->Tick + (hasFailed ? 4 * took : took);
        }

        table->Watching = 0;
        table->WatchesForEvidence = false;
    }

    private static void Begin(ThreadTable* table, bool forEvidence)
    {
        table->Watch++;
        table->WatchesForEvidence = forEvidence;
    }
}
