// A virtual method with type arguments of its own: 24 + 4 * 10 bytes of ints, 24 + 8 * 10 of references.
// #!memit Make(100)
using System.Runtime.CompilerServices;
abstract class Maker { public abstract T[] Make<T>(int n); }
class Plain : Maker
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public override T[] Make<T>(int n) =>
        new T[n];             //= 100x int[] 6,400 B; 100x string[] 10,400 B
}
int Make(int n)
{
    Maker maker = new Plain();    //= 1x Plain 24 B
    var sum = 0;
    for (var i = 0; i < n; i++)
        sum += maker.Make<int>(10).Length + maker.Make<string>(10).Length;
    return sum;
}
