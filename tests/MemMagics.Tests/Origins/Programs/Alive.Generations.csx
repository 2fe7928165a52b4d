// Objects that collections of all generations have moved and aged, and of which two in three are let go of at last.
// #!memit Age(100)
List<byte[]> Age(int n)
{
    var kept = new List<byte[]>(n);  //= 1x List<byte[]> 32 B (32 B alive); 1x byte[][] 824 B (824 B alive)
    for (var i = 0; i < n; i++)
    {
        kept.Add(new byte[1000]);    //= 100x byte[] 102,400 B (34,816 B alive)
        if (i % 5 == 4)
            GC.Collect(i / 5 % 3);
    }
    for (var i = n - 1; i >= 0; i--)
    {
        if (i % 3 != 0)
            kept.RemoveAt(i);
    }
    return kept;
}
