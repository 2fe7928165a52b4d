// A filter of the caller runs while the callee is still active: its bytes are the line's that threw, as those of anything called there.
// #!mprun -f Outer -f Inner Outer(3)
object Outer(int n)
{
    try
    {
        Inner(n);                                                         //= 1x 328 B
        return null;
    }
    catch (InvalidOperationException) when (new byte[n * 100].Length > 1) //= 1x 328 B
    {
        return new byte[10];                                              //= 1x 40 B
    }
}                                                                         //= 1x 0 B

void Inner(int n)
{
    var before = new byte[n];                                             //= 1x 32 B
    throw new InvalidOperationException(before.Length.ToString());        //= 1x 624 B
}
// outside of the functions: -656 B
