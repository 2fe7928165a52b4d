// A local function that is only called captures without an object; what it allocates is on its own line.
// #!memit Fill(100)
using System.Runtime.CompilerServices;
int Fill(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
        Add(i);
    return sum;

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Add(int i)
    {
        sum += Make(i).Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    long[] Make(int i) =>
        new long[n]; //= 100x long[] 82,400 B
}
