using System.Runtime.InteropServices;

namespace MemMagics.Origins.Recording;

/// <summary>The recorded objects that are alive, followed through the collections that move them or find them dead.</summary>
internal sealed class LiveObjects
{
    // The heap's regions are aligned to 4 MiB, so that most collected ranges are whole buckets.
    private const int BucketBits = 22;

    private readonly Dictionary<ulong, LiveObjectList> _buckets = [];
    private readonly Stack<LiveObject[]> _unused = new();

    public IEnumerable<LiveObject> All => _buckets.Values.SelectMany(static bucket => bucket.All);

    public void Add(LiveObject added)
    {
        ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_buckets, added.Address >> BucketBits, out _);
        (bucket ??= new LiveObjectList(_unused)).Add(added);
    }

    /// <summary>
    /// Takes out the objects that are in none of the ranges of a whole heap: the runtime has made them where nothing is collected, as it makes literals and arrays of
    /// static read-only fields, and does not count them as allocated.
    /// </summary>
    /// <param name="heap">The ranges of all generations, as they are now.</param>
    /// <returns>Those objects.</returns>
    public IReadOnlyList<LiveObject> RemoveOutside(IReadOnlyList<MemoryRange> heap)
    {
        var sorted = heap.OrderBy(static range => range.Start).ToArray();
        var outside = new List<LiveObject>();
        foreach (var bucket in _buckets.Values)
        {
            var kept = 0;
            for (var i = 0; i < bucket.Count; i++)
            {
                var each = bucket[i];
                if (Find(sorted, each.Address) is null)
                    outside.Add(each);
                else
                    bucket[kept++] = each;
            }

            bucket.Shorten(kept);
        }

        return outside;
    }

    /// <summary>Applies a collection: what is in the collected ranges and in none of the surviving ones is dead.</summary>
    /// <param name="collected">The ranges that were collected, as they were before.</param>
    /// <param name="survivors">Ranges of surviving objects, as they were before, in any order.</param>
    public void Collect(IReadOnlyList<MemoryRange> collected, List<MemoryRange> survivors)
    {
        survivors.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        var sorted = CollectionsMarshal.AsSpan(survivors);
        var moved = new LiveObjectList(_unused);
        foreach (var range in collected)
        {
            foreach (var number in BucketsIn(range))
            {
                if (!_buckets.TryGetValue(number, out var bucket))
                    continue;

                Collect(bucket, range, sorted, moved);
                if (bucket.Count == 0)
                    _buckets.Remove(number);
            }
        }

        foreach (var survivor in moved.All)
            Add(survivor);

        moved.Shorten(0);
    }

    private static void Collect(LiveObjectList bucket, MemoryRange range, ReadOnlySpan<MemoryRange> survivors, LiveObjectList moved)
    {
        var kept = 0;
        for (var i = 0; i < bucket.Count; i++)
        {
            var each = bucket[i];
            if (each.Address < range.Start || each.Address >= range.End)
                bucket[kept++] = each;
            else if (Find(survivors, each.Address) is { } survivor)
            {
                if (survivor.Move == 0)
                    bucket[kept++] = each;
                else
                    moved.Add(each with { Address = each.Address + (ulong)survivor.Move });
            }
        }

        bucket.Shorten(kept);
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
