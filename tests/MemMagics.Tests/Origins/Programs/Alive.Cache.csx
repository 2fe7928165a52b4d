// A cache keeps the last ten of a thousand: 17 buckets of 4 bytes, 17 entries of 24, and its arrays.
// #!memit Put(1000)
static class Store { public static Dictionary<int, byte[]> Cache; }
int Put(int n)
{
    Store.Cache = new Dictionary<int, byte[]>(16);  //= 1x Dictionary<int, byte[]> 80 B (80 B alive); 1x int[] 96 B (96 B alive); 1x Dictionary<int, byte[]>.Entry[] 432 B (432 B alive)
    for (var i = 0; i < n; i++)
    {
        Store.Cache.Add(i, new byte[100]);          //= 1000x byte[] 128,000 B (1,280 B alive)
        Store.Cache.Remove(i - 10);
    }
    return Store.Cache.Count;
}
