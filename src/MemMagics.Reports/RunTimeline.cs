namespace MemMagics.Reports;

/// <summary>Memory during one run's headline call.</summary>
/// <param name="Name">Which run it is: <c>run 2</c>; <c>call</c> when there is but one.</param>
/// <param name="Samples">At least two; the first is of the call's begin, the last of its end.</param>
internal sealed record RunTimeline(string Name, IReadOnlyList<MemorySample> Samples)
{
    /// <summary>When the call ended.</summary>
    public TimeSpan End => Samples[^1].Elapsed;

    public long Lowest => Samples.Min(static sample => sample.Resident);

    public long Highest => Samples.Max(static sample => sample.Resident);

    /// <summary>When collections were seen, the oldest generation that they collected, and how many there were.</summary>
    public IEnumerable<(TimeSpan Elapsed, int Generation, int Count)> Collections => Samples.Zip(Samples.Skip(1), Between).SelectMany(static collections => collections);

    /// <summary>The generations of which there were collections.</summary>
    public IEnumerable<int> Generations => Collections.Select(static collection => collection.Generation).Distinct().Order();

    /// <summary>What the drawing shows, in words.</summary>
    public string Facts =>
        $"{ByteSize.Rounded(Samples[0].Resident)} when it begins, {ByteSize.Rounded(Highest)} at its highest, {ByteSize.Rounded(Samples[^1].Resident)} when it ends after {FigureText.Elapsed(End)}; {CollectionFacts()}";

    private string CollectionFacts()
    {
        var totals = Collections.GroupBy(static seen => seen.Generation).OrderBy(static total => total.Key).Select(static total => (Generation: total.Key, Count: total.Sum(static seen => (long)seen.Count))).ToList();
        var all = totals.Sum(static total => total.Count);
        return all == 0 ? "no collections"
            : $"{FigureText.Count(all)} collection{(all == 1 ? "" : "s")} ({string.Join(", ", totals.Select(static total => $"gen {total.Generation}: {FigureText.Count(total.Count)}"))})";
    }

    /// <summary>The runtime counts a collection for all generations that are not older than the one it was of.</summary>
    private static IEnumerable<(TimeSpan Elapsed, int Generation, int Count)> Between(MemorySample one, MemorySample next)
    {
        for (var generation = 0; generation < Math.Min(one.Collections.Count, next.Collections.Count); generation++)
        {
            var older = generation + 1 < next.Collections.Count ? next.Collections[generation + 1] - one.Collections[generation + 1] : 0;
            if (next.Collections[generation] - one.Collections[generation] - older is > 0 and var count)
                yield return (next.Elapsed, generation, count);
        }
    }
}
