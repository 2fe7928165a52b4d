// Large arrays, of which one in three is kept, with the large heap compacted.
// #!memit Fill(60)
using System.Runtime;
List<byte[]> Fill(int n)
{
    var kept = new List<byte[]>(n);         //= 1x List<byte[]> 32 B (32 B alive); 1x byte[][] 504 B (504 B alive)
    for (var i = 0; i < n; i++)
    {
        var bytes = new byte[200_000];      //= 60x byte[] 12,001,440 B (4,000,480 B alive)
        if (i % 3 == 0)
            kept.Add(bytes);
    }
    GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
    GC.Collect();
    return kept;
}
