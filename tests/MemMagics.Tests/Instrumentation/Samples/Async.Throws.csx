// An exception after an await is charged to the line that throws, and to the awaits that it passes through.
// #!mprun -f Outer -f Fail Hop.Run(() => Outer(3))
async Task<string> Outer(int n)                    //= 1x 0 B
{
    try
    {
        await Fail(n);                             //= 1x 968 B
    }
    catch (InvalidOperationException e)
    {
        return e.Message + "!";                    //= 1x 32 B
    }

    return "never";
}                                                  //= 1x 0 B

async Task Fail(int n)                             //= 1x 0 B
{
    var before = new byte[n];                      //= 1x 32 B
    await new Hop();                               //= 1x 192 B
    if (before.Length > 2)                         //= 1x 0 B
        throw new InvalidOperationException("no"); //= 1x 192 B
}
// outside of the functions: 504 B
