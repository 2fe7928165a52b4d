// Lambdas on one line are counted by the line that they stand on.
// #!mprun -f Curry Curry(2)
object Curry(int n)
{
    Func<int, Func<int, byte[]>> make = a => b => new byte[a + b + n]; //= 1x 152 B
    return make(1)(2);                                                 //= 1x 0 B
}
