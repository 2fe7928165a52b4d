// An exception through many activations ends each of them.
// #!mprun -f Catch -f Fall Catch(5)
object Catch(int n)
{
    try
    {
        return Fall(n);                              //= 1x 1,400 B
    }
    catch (InvalidOperationException)                //= 1x 0 B
    {
        return new byte[10];                         //= 1x 40 B
    }
}                                                    //= 1x 0 B

object Fall(int n)
{
    if (n == 0)                                      //= 6x 0 B
        throw new InvalidOperationException("down"); //= 1x 0 B
    var mine = new byte[100];                        //= 5x 128 B
    Fall(n - 1);                                     //= 5x 1,272 B
    return mine;
}
// outside of the functions: -1,400 B
