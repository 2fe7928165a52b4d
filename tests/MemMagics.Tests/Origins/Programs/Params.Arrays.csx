// An array for each call: 24 + 3 * 4 bytes, rounded up to 8; of objects 24 + 2 * 8, and two boxes.
// #!memit Calls(100)
using System.Runtime.CompilerServices;
[MethodImpl(MethodImplOptions.NoInlining)]
int Sum(params int[] all) => all.Length;
[MethodImpl(MethodImplOptions.NoInlining)]
int Count(params object[] all) => all.Length;
int Calls(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
    {
        sum += Sum(i, i, i); //= 100x int[] 4,000 B
        sum += Count(i, i);  //= 100x object[] 4,000 B; 200x int 4,800 B
    }
    return sum;
}
