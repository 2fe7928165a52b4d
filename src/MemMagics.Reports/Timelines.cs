namespace MemMagics.Reports;

/// <summary>Memory over time in the runs of a <c>#!memit --plot</c>.</summary>
/// <param name="Headline">The run that rose most, which the report's first figures are of.</param>
/// <param name="Others">The other runs that were sampled, in order.</param>
/// <param name="Runs">How many runs there are.</param>
/// <param name="Memory">What kind of memory it is.</param>
internal sealed record Timelines(RunTimeline Headline, IReadOnlyList<RunTimeline> Others, int Runs, string Memory)
{
    /// <summary>How many runs besides the headline's are named.</summary>
    public const int MostNamed = 6;

    /// <summary><see langword="null"/> when there is nothing to draw.</summary>
    public static Timelines? Of(MemitReport report)
    {
        var memory = FigureText.MemoryOf(report.Conditions.PeakKind);
        var runs = report.Runs.Index().Where(static run => run.Item.Timeline.Count >= 2).ToList();
        if (runs.Count == 0)
            return report.Timeline.Count < 2 ? null : new Timelines(new RunTimeline("call", report.Timeline), [], 1, memory);

        var headline = runs.MaxBy(static run => run.Item.Peak ?? run.Item.Increment ?? 0);
        return new Timelines(TimelineOf(headline), [.. runs.Where(run => run.Index != headline.Index).Select(TimelineOf)], report.Runs.Count, memory);

        RunTimeline TimelineOf((int Index, Run Item) run) => new(report.Runs.Count == 1 ? "call" : $"run {run.Index + 1}", run.Item.Timeline);
    }

    /// <summary>The time at the right edge.</summary>
    public TimeSpan End => All.Max(static timeline => timeline.End);

    public long Lowest => All.Min(static timeline => timeline.Lowest);

    public long Highest => All.Max(static timeline => timeline.Highest);

    /// <summary>What the drawing shows, in words; the first sentence is of the headline's run.</summary>
    public IEnumerable<string> Facts =>
    [
        $"{Memory} during {(Runs == 1 ? "the call" : $"{Headline.Name} of {Runs}, which rose most")}: {Headline.Facts}",
        .. Others.Take(MostNamed).Select(static other => $"{other.Name}: {other.Facts}"),
        .. Others.Count > MostNamed ? [$"{Others.Count - MostNamed} more runs are drawn and not described"] : Array.Empty<string>(),
    ];

    private IEnumerable<RunTimeline> All => Others.Prepend(Headline);
}
