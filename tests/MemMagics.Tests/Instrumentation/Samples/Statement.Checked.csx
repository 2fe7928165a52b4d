// An overflow is thrown by its own line, and charged to it.
// #!mprun -f Add Add(int.MaxValue, 1)
object Add(int a, int b)
{
    var kept = new byte[10];        //= 1x 0 B
    try
    {
        checked
        {
            kept = new byte[a + b]; //= 1x 296 B
        }
    }
    catch (OverflowException)       //= 1x 0 B
    {
        kept = new byte[20];        //= 1x 48 B
    }                               //= 1x 0 B

    return kept;                    //= 1x 0 B
}
