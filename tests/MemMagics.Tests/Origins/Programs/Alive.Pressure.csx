// So much garbage that the runtime collects by itself, many times; one array in a thousand is kept.
// #!memit Churn(200_000)
List<byte[]> Churn(int n)
{
    var kept = new List<byte[]>(n / 1000);      //= 1x List<byte[]> 32 B (32 B alive); 1x byte[][] 1,624 B (1,624 B alive)
    for (var i = 0; i < n; i++)
    {
        var bytes = new byte[1000];             //= 200000x byte[] 204,800,000 B (204,800 B alive)
        if (i % 1000 == 0)
            kept.Add(bytes);
    }
    return kept;
}
