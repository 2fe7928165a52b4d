using System.Runtime.InteropServices;
using MemMagics.Reports;

namespace MemMagics.Origins;

/// <summary>What was allocated in one place, by type.</summary>
internal sealed class TypeTotals
{
    private readonly Dictionary<string, Total> _types = new(StringComparer.Ordinal);

    public long Bytes { get; private set; }

    /// <summary>The standard error of <see cref="Bytes"/>: variances add up, errors do not.</summary>
    public long Error => ErrorOf(_types.Values.Sum(static total => total.Variance));

    public void Add(RecordedSite site)
    {
        ref var total = ref CollectionsMarshal.GetValueRefOrAddDefault(_types, site.Type, out _);
        total = new Total(total.Objects + site.Objects, total.Bytes + site.Bytes, total.Alive + site.Alive, total.Variance + site.Variance);
        Bytes += site.Bytes;
    }

    /// <summary>The types, the largest first.</summary>
    public IReadOnlyList<OriginType> Sorted() =>
    [
        .. _types.Select(static type => new OriginType(type.Key, type.Value.Objects, type.Value.Bytes, type.Value.Alive) { Error = ErrorOf(type.Value.Variance) })
            .OrderByDescending(static type => type.Bytes).ThenBy(static type => type.Type, StringComparer.Ordinal),
    ];

    private static long ErrorOf(double variance) => (long)Math.Round(Math.Sqrt(variance));

    private readonly record struct Total(long Objects, long Bytes, long Alive, double Variance);
}
