// Between the caller and the framework, both of which keep their lines, lies a function that the compiler has put into the one and the other into it.
// #!memit Call(1000)
using System.Runtime.CompilerServices;
static class Small
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(List<int> all, int n)
    {
        n += all.Count;
        all.Add(n);                     //= 9x int[] 8,392 B (4,120 B alive)
    }
}
List<int> Call(int n)
{
    var all = new List<int>();          //= 1x List<int> 32 B (32 B alive)
    for (var i = 0; i < n; i++)
        Small.Put(all, i);
    return all;
}
