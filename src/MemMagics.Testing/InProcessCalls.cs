namespace MemMagics.Testing;

/// <summary>The calls of one measurement in the test's own process.</summary>
/// <remarks>
/// <para>
/// Others allocate in that process, too: tests that run side by side, timers, and the test host, which looks every 100 ms whether its parent still
/// runs (168 B). A call that allocated on its own thread only is exact. When code allocates on other threads, nobody can tell these from the others';
/// but if most of eight very short calls have allocated the same, and none has allocated less, it was the code: a timer ticks once in a millisecond at most.
/// </para>
/// <para>
/// Where the calling thread's own bytes change from call to call, the code divides its work among threads as it comes, or costs more each time. Then one
/// call that was alone may be the luckiest: most calls have to be, and the largest of them counts.
/// </para>
/// </remarks>
/// <param name="First">The first call.</param>
internal sealed record InProcessCalls(MeteredCall First)
{
    /// <summary>How often code is called after the first call, at most.</summary>
    public const int MostWarm = 8;

    private const int FewestWhenNotAlone = 3;

    // Below the shortest period of a timer.
    private static readonly TimeSpan s_longestThatAgrees = TimeSpan.FromMilliseconds(1);

    /// <summary>The calls after it. Empty where it took long, or the second one threw.</summary>
    public IReadOnlyList<MeteredCall> Warm { get; init; } = [];

    /// <summary>What a call after the first one has thrown, which has seen what the first one changed; <see langword="null"/> when none has.</summary>
    public Exception? Thrown { get; init; }

    /// <summary>The call whose figures are shown: of those that were alone the largest, else the one with the least of others' bytes, or the largest where the code's own differ.</summary>
    public MeteredCall Headline =>
        IsKnownAlone ? Alone.MaxBy(static call => call.Figures.Allocated)!
        : Differ && !DoAgree ? Candidates.MaxBy(static call => call.Figures.Allocated)!
        : Least;

    /// <summary>The least that the calling thread has allocated in a call.</summary>
    public long OwnAllocatedAtLeast => Candidates.Min(static call => call.OwnAllocated);

    /// <summary>Whether what <see cref="Headline"/> has allocated is the code's, to the byte.</summary>
    public bool AreKnown => IsKnownAlone || DoAgree;

    /// <summary>Whether more calls would tell nothing more. When even the first call was not alone, the code may have threads, and one call that is alone is not enough.</summary>
    public bool AreEnough => Warm.Count == MostWarm || (IsKnownAlone && (Warm.Count >= FewestWhenNotAlone || (Warm.Count > 0 && First.AllocatedElsewhere == 0)));

    /// <summary>Whether the calling thread's own bytes were not the same in each call.</summary>
    public bool Differ => Candidates.Any(call => call.OwnAllocated != Candidates[0].OwnAllocated);

    /// <summary>The calls that <see cref="Headline"/> is one of.</summary>
    public IReadOnlyList<MeteredCall> Candidates => Warm.Count > 0 ? Warm : [First];

    private IReadOnlyList<MeteredCall> Alone => [.. Candidates.Where(static call => call.AllocatedElsewhere == 0)];

    private bool IsKnownAlone => Differ ? Alone.Count >= FewestWhenNotAlone && Alone.Count > Candidates.Count / 2 : Alone.Count > 0;

    private MeteredCall Least => Candidates.MinBy(static call => call.Figures.Allocated)!;

    private bool DoAgree =>
        Warm.Count == MostWarm && Warm.Count(call => call.Figures.Allocated == Least.Figures.Allocated && call.Figures.Elapsed < s_longestThatAgrees) > MostWarm / 2;
}
