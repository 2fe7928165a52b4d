// A nullable is boxed as its value, and not at all when it has none. The runtime does not report these boxes.
// #!memit Box(100)
// missing: 24 B x 50
using System.Runtime.CompilerServices;
[MethodImpl(MethodImplOptions.NoInlining)]
int Count(object value) => value is null ? 0 : 1;
int Box(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
    {
        int? number = i % 2 == 0 ? i : null;
        sum += Count(number); //= 50x int 1,200 B
    }
    return sum;
}
