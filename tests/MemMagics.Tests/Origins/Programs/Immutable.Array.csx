// Each Add copies the array: 24 + 4 * length bytes, rounded up to 8, for lengths of 1 to 100.
// #!memit Add(100)
using System.Collections.Immutable;
ImmutableArray<int> Add(int n)
{
    var all = ImmutableArray<int>.Empty;
    for (var i = 0; i < n; i++)
        all = all.Add(i); //= 100x int[] 22,800 B (424 B alive)
    return all;
}
