// A local function named beside the outer one has a table of its own.
// #!mprun -f Outer -f Outer.Inner Outer(3)
object Outer(int n)
{
    var before = new byte[n];       //= 1x 32 B
    var inner = Inner(n * 100);     //= 1x 328 B
    return new[] { before, inner }; //= 1x 40 B

    byte[] Inner(int size)
    {
        return new byte[size];      //= 1x 328 B
    }
}
// outside of the functions: -328 B
