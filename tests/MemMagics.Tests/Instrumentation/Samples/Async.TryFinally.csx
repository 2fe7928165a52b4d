// Awaits in try, catch and finally, and a return from within.
// #!mprun -f Save Hop.Run(() => Save(3))
async Task<object> Save(int n)                     //= 1x 0 B
{
    object kept = null;                            //= 1x 0 B
    try
    {
        await new Hop();                           //= 1x 208 B
        kept = new byte[n];                        //= 1x 32 B
        if (n > 2)                                 //= 1x 0 B
            throw new InvalidOperationException(); //= 1x 232 B
    }
    catch (InvalidOperationException) when (n > 1) //= 1x 0 B
    {
        await new Hop();                           //= 1x 24 B
        kept = new byte[n * 100];                  //= 1x 328 B
        return kept;                               //= 1x 0 B
    }
    finally
    {
        await new Hop();                           //= 1x 24 B
        kept = new byte[n * 200];                  //= 1x 624 B
    }

    return "never";
}                                                  //= 1x 0 B
// outside of the functions: 1,168 B
