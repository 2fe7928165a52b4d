// An enum is boxed for string.Concat's objects; "Red" has 3 characters. The name itself is kept by the runtime.
// #!memit Names(100)
using System.Runtime.CompilerServices;
enum Color { Black, Red }
[MethodImpl(MethodImplOptions.NoInlining)]
bool Same(object color) => color is Color.Red;
int Names(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
        sum += Same(Color.Red) ? 1 : 0; //= 100x Color 2,400 B
    return sum;
}
