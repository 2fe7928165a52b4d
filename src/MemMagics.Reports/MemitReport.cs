namespace MemMagics.Reports;

/// <summary>The result of <c>#!memit</c>.</summary>
public sealed record MemitReport : Report
{
    /// <summary>The runs that completed, each in its own fresh process, in order. Empty only when <see cref="Report.Failure"/> says why.</summary>
    public required IReadOnlyList<Run> Runs { get; init => field = value.ToArray(); }

    /// <summary>Resident memory over the time of the last run's headline call, about one sample per millisecond; empty unless asked for with <c>--plot</c>.</summary>
    public IReadOnlyList<MemorySample> Timeline { get; init => field = value.ToArray(); } = [];

    /// <summary>
    /// What is alive after the headline call and was not before, by type, the largest change first, found in one more run that is made
    /// for it. Types of which less is alive than before have negative figures. Empty when nothing changed; <see langword="null"/> unless asked for with <c>--types</c>.
    /// </summary>
    public IReadOnlyList<TypeUse>? Types { get; init => field = value?.ToArray(); }

    /// <summary>Where what the headline call allocated comes from, found in one more run that is made for it; <see langword="null"/> unless asked for with <c>--where</c>, or where it cannot be found: a note then says why.</summary>
    public AllocationOrigins? Where { get; init; }

    /// <summary>The largest of each figure over <see cref="Runs"/>; <see langword="null"/> when there are none.</summary>
    public Run? Worst => Runs.Count == 0 ? null : WorstOf(Runs);

    private static Run WorstOf(IReadOnlyList<Run> runs)
    {
        var headline = Largest(runs);
        return new Run
        {
            Allocated = headline.Allocated,
            Peak = headline.Peak,
            Increment = headline.Increment,
            Retained = headline.Retained,
            Collections = headline.Collections,
            Elapsed = headline.Elapsed,
            First = Largest([.. runs.Select(run => run.First)]),
        };
    }

    private static Figures Largest(IReadOnlyList<Figures> all) => new()
    {
        Allocated = all.Max(figures => figures.Allocated),
        Peak = all.Max(figures => figures.Peak),
        Increment = all.Max(figures => figures.Increment),
        Retained = all.Max(figures => figures.Retained),
        Collections = [.. Enumerable.Range(0, all[0].Collections.Count).Select(generation => all.Max(figures => figures.Collections[generation]))],
        Elapsed = all.Max(figures => figures.Elapsed),
    };
}
