using System.Runtime.InteropServices;
using MemMagics.Origins.Recording;
using MemMagics.Reports;

namespace MemMagics.Origins;

/// <summary>What was allocated in one place, by type.</summary>
internal sealed class TypeTotals
{
    private readonly Dictionary<string, Total> _types = new(StringComparer.Ordinal);

    public long Bytes { get; private set; }

    /// <summary>The standard error of <see cref="Bytes"/>: variances add up, errors do not.</summary>
    public long Error => ErrorOf(_types.Values.Sum(static total => total.Variance));

    public void Add(RecordedSite site) => Add(site.Type, new Total(site.Objects, site.Bytes, site.Alive, site.Variance));

    public void Add(TypeTotals others)
    {
        foreach (var (type, total) in others._types)
            Add(type, total);
    }

    /// <summary>The types, the largest first.</summary>
    public IReadOnlyList<OriginType> Sorted() =>
    [
        .. _types.Select(static type => new OriginType(type.Key, type.Value.Objects, type.Value.Bytes, type.Value.Alive) { Error = ErrorOf(type.Value.Variance) })
            .OrderByDescending(static type => type.Bytes).ThenBy(static type => type.Type, StringComparer.Ordinal),
    ];

    private void Add(string type, Total added)
    {
        ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(_types, type, out _);
        total = new Total(total.Objects + added.Objects, total.Bytes + added.Bytes, total.Alive + added.Alive, total.Variance + added.Variance);
        Bytes += added.Bytes;
    }

    private static long ErrorOf(double variance) => (long)Math.Round(Math.Sqrt(variance));

    private readonly record struct Total(long Objects, long Bytes, long Alive, double Variance);
}
