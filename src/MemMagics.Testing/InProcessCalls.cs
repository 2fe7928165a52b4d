namespace MemMagics.Testing;

/// <summary>The calls of one measurement in the test's own process.</summary>
/// <remarks>
/// Others allocate in that process, too: tests that run side by side, and the test host, which looks every 100 ms whether its parent still runs
/// (168 B). A call that allocated on its own thread only is exact. When code allocates on other threads, nobody can tell these from the others';
/// but if three short calls have allocated the same, and none has allocated less, it was the code, as others do not keep its time.
/// </remarks>
/// <param name="First">The first call.</param>
internal sealed record InProcessCalls(MeteredCall First)
{
    private const int CallsThatAgree = 3;

    // Well below the period of what others do regularly.
    private static readonly TimeSpan s_longestThatAgrees = TimeSpan.FromMilliseconds(20);

    /// <summary>The calls after it. Empty where it took long, or the second one threw.</summary>
    public IReadOnlyList<MeteredCall> Warm { get; init; } = [];

    /// <summary>What a call after the first one has thrown, which has seen what the first one changed; <see langword="null"/> when none has.</summary>
    public Exception? Thrown { get; init; }

    /// <summary>The call whose figures are shown: of those that it can be, the one with the least of others' bytes.</summary>
    public MeteredCall Headline => Candidates.MinBy(static call => (call.AllocatedElsewhere != 0, call.Figures.Allocated))!;

    /// <summary>Whether what <see cref="Headline"/> has allocated is the code's, to the byte.</summary>
    public bool AreKnown =>
        Headline.AllocatedElsewhere == 0
        || Candidates.Count(call => call.Figures.Allocated == Headline.Figures.Allocated && call.Figures.Elapsed < s_longestThatAgrees) >= CallsThatAgree;

    private IReadOnlyList<MeteredCall> Candidates => Warm.Count > 0 ? Warm : [First];
}
