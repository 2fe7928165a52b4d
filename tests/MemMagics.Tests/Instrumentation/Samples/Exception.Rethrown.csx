// An exception thrown again goes on through the finally blocks to the caller.
// #!mprun -f Outer -f Inner Outer(3)
object Outer(int n)
{
    try
    {
        return Inner(n);                                   //= 1x 496 B
    }
    catch (ArgumentException e)                            //= 1x 0 B
    {
        return e.InnerException?.Message ?? e.Message;     //= 1x 0 B
    }
}                                                          //= 1x 0 B

object Inner(int n)
{
    object kept = null;
    try
    {
        try
        {
            throw new InvalidOperationException("first");  //= 1x 192 B
        }
        catch (InvalidOperationException e) when (n > 100) //= 1x 0 B
        {
            return e;
        }
        catch (InvalidOperationException)                  //= 1x 0 B
        {
            kept = new byte[10];                           //= 1x 0 B
            throw;                                         //= 1x 0 B
        }
    }
    catch (InvalidOperationException e)                    //= 1x 0 B
    {
        kept = new byte[20];                               //= 1x 0 B
        throw new ArgumentException("second", e);          //= 1x 304 B
    }
    finally
    {
        kept = new byte[30];                               //= 1x 0 B
    }                                                      //= 1x 0 B
}
// outside of the functions: -496 B
