namespace MemMagics.Worker.Metering;

/// <summary>The runtime's cache of casts ("can this type be cast to that one"), grown to its maximum before anything is measured.</summary>
/// <remarks>
/// It is a managed array (System.Runtime.CompilerServices.CastCache) that is replaced by one of twice the size as soon as eight entries
/// hash to adjacent buckets. That depends on the addresses of types: in one process of twenty, a cast of measured code was charged 6,192 B
/// for it (docs/measurements.md, Allocated bytes). At the maximum size entries replace each other, and nothing more is allocated.
/// </remarks>
internal static class CastCache
{
    private const int LargestTable = 4096 * 24; // entries, times bytes per entry

    private static readonly Lock s_lock = new();
    private static bool s_grown;

    /// <summary>Tests casts until the table has its maximum size: some 2,200, in less than a millisecond.</summary>
    public static void Grow()
    {
        lock (s_lock)
        {
            if (s_grown)
                return;

            s_grown = true;
            Type[] types = [.. typeof(int).GetInterfaces(), .. typeof(long).GetInterfaces(), .. typeof(short).GetInterfaces()];
            foreach (var target in types)
            {
                foreach (var source in types)
                {
                    var before = GC.GetAllocatedBytesForCurrentThread();
                    _ = target.IsAssignableFrom(source);
                    if (GC.GetAllocatedBytesForCurrentThread() - before > LargestTable)
                        return;
                }
            }
        }
    }
}
