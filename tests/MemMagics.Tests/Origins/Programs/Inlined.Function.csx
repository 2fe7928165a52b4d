// A small function that the compiler has put into its caller keeps its own line, also when it lies in another one that was.
// #!memit Call(100)
using System.Runtime.CompilerServices;
static class Small
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte[] Make(int n) =>
        new byte[n];                   //= 200x byte[] 25,600 B
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Both(int n) =>
        Kept(Make(n)) + Kept(new int[n]) //= 100x int[] 42,400 B
            + Kept(Make(n));
    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Kept(Array all) => all.Length;
}
int Call(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
        sum += Small.Both(100);
    return sum;
}
