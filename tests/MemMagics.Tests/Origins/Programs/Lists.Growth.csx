// Capacities of 4, 8 and so on up to 1024: nine arrays of 24 + 4 * capacity bytes, of which the last is alive.
// #!memit Numbers(1000)
List<int> Numbers(int n)
{
    var all = new List<int>(); //= 1x List<int> 32 B (32 B alive)
    for (var i = 0; i < n; i++)
        all.Add(i);            //= 9x int[] 8,392 B (4,120 B alive)
    return all;
}
