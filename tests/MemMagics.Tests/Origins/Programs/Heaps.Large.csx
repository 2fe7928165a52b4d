// Arrays on the large heap, one in ten of them kept.
// #!memit Fill(100)
List<byte[]> Fill(int n)
{
    var kept = new List<byte[]>(n);     //= 1x List<byte[]> 32 B (32 B alive); 1x byte[][] 824 B (824 B alive)
    for (var i = 0; i < n; i++)
    {
        var bytes = new byte[100_000];  //= 100x byte[] 10,002,400 B (1,000,240 B alive)
        if (i % 10 == 0)
            kept.Add(bytes);
    }
    return kept;
}
