// Lambdas in lambdas, closures over closures.
// #!mprun -f Outer Outer(3)
object Outer(int n)
{
    Func<int, Func<int, byte[]>> make = a =>   //= 1x 24 B
    {
        var b = a + n;                         //= 2x 48 B
        return c =>                            //= 2x 128 B
        {
            var size = a + b + c;              //= 2x 0 B
            return new byte[size];             //= 2x 104 B
        };
    };
    return new[] { make(1)(2), make(10)(20) }; //= 1x 40 B
}
