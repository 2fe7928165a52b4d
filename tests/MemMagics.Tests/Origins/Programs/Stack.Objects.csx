// Objects that do not leave their method stay on the stack, and are none.
// #!memit Sum(100)
using System.Runtime.CompilerServices;
class Pair { public int X; public int Y; }
[MethodImpl(MethodImplOptions.NoInlining)]
int One(int i)
{
    var pair = new Pair { X = i, Y = 2 * i };
    return pair.X + pair.Y;
}
int Sum(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
        sum += One(i);
    return sum;
}
