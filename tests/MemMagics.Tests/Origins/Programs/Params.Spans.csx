// A params span needs no object.
// #!memit Calls(100)
using System.Runtime.CompilerServices;
static class Sums
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Of(params ReadOnlySpan<int> all) => all.Length;
}
int Calls(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
        sum += Sums.Of(i, i, i);
    return sum;
}
