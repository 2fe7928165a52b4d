// Mutual recursion: each function is charged for its outermost activation.
// #!mprun -f Even -f Odd Even(4)
object Even(int n)
{
    if (n == 0)                         //= 3x 0 B
        return new byte[10];            //= 1x 0 B
    return new[] { Odd(n - 1) };        //= 2x 440 B
}

object Odd(int n)
{
    var mine = new byte[100];           //= 2x 128 B
    return new[] { mine, Even(n - 1) }; //= 2x 280 B
}
// outside of the functions: -408 B
