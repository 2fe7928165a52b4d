using System.Runtime.InteropServices;

namespace MemMagics.Origins;

/// <summary>The recorded objects that are alive, followed through the collections that move them or find them dead.</summary>
internal sealed class LiveObjects
{
    // The heap's regions are aligned to 4 MiB, so that most collected ranges are whole buckets.
    private const int BucketBits = 22;

    private readonly Dictionary<ulong, List<LiveObject>> _buckets = [];

    public IEnumerable<LiveObject> All => _buckets.Values.SelectMany(static bucket => bucket);

    public void Add(LiveObject added)
    {
        ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_buckets, added.Address >> BucketBits, out _);
        (bucket ??= []).Add(added);
    }

    /// <summary>Applies a collection: what is in the collected ranges and in none of the surviving ones is dead.</summary>
    /// <param name="collected">The ranges that were collected, as they were before.</param>
    /// <param name="survivors">Ranges of surviving objects, as they were before, in any order.</param>
    public void Collect(IReadOnlyList<MemoryRange> collected, List<MemoryRange> survivors)
    {
        survivors.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        var sorted = CollectionsMarshal.AsSpan(survivors);
        var moved = new List<LiveObject>();
        foreach (var range in collected)
        {
            foreach (var number in BucketsIn(range))
            {
                if (_buckets.TryGetValue(number, out var bucket))
                    Collect(bucket, range, sorted, moved);

                if (bucket is { Count: 0 })
                    _buckets.Remove(number);
            }
        }

        foreach (var survivor in moved)
            Add(survivor);
    }

    private IReadOnlyList<ulong> BucketsIn(MemoryRange range)
    {
        if (range.End <= range.Start)
            return [];

        var (first, last) = (range.Start >> BucketBits, (range.End - 1) >> BucketBits);
        return last - first < (ulong)_buckets.Count
            ? [.. Enumerable.Range(0, (int)(last - first) + 1).Select(index => first + (ulong)index)]
            : [.. _buckets.Keys.Where(number => number >= first && number <= last)];
    }

    private static void Collect(List<LiveObject> bucket, MemoryRange range, ReadOnlySpan<MemoryRange> survivors, List<LiveObject> moved)
    {
        var kept = 0;
        var objects = CollectionsMarshal.AsSpan(bucket);
        foreach (ref readonly var each in objects)
        {
            if (each.Address < range.Start || each.Address >= range.End)
                objects[kept++] = each;
            else if (Find(survivors, each.Address) is { } survivor)
            {
                if (survivor.Move == 0)
                    objects[kept++] = each;
                else
                    moved.Add(each with { Address = each.Address + (ulong)survivor.Move });
            }
        }

        CollectionsMarshal.SetCount(bucket, kept);
        if (kept < bucket.Capacity / 4)
            bucket.Capacity = kept;
    }

    private static MemoryRange? Find(ReadOnlySpan<MemoryRange> sorted, ulong address)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].Start <= address)
                low = middle + 1;
            else
                high = middle;
        }

        return low > 0 && address < sorted[low - 1].End ? sorted[low - 1] : null;
    }
}
