// Survivors between garbage are moved together, twice, and what comes after takes the places that they had.
// #!memit Move(1000)
List<object> Move(int n)
{
    var kept = new List<object>(2 * n);            //= 1x List<object> 32 B (32 B alive); 1x object[] 16,024 B (16,024 B alive)
    for (var i = 0; i < n; i++)
    {
        var bytes = new byte[200];                 //= 1000x byte[] 224,000 B (56,000 B alive)
        if (i % 4 == 0)
            kept.Add(bytes);
    }
    GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
    for (var i = 0; i < n; i++)
    {
        var numbers = new long[25];                //= 1000x long[] 224,000 B (44,800 B alive)
        if (i % 5 == 0)
            kept.Add(numbers);
    }
    GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
    return kept;
}
