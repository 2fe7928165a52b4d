// Early ways out of try blocks run the finally blocks on the way.
// #!mprun -f Leave new[] { Leave(0), Leave(1), Leave(2), Leave(3) }
object Leave(int n)
{
    byte[] kept = null;                //= 4x 0 B
    for (var i = 0; i < 3; i++)        //= 10x 0 B
    {
        try
        {
            if (n == 0)                //= 8x 0 B
                return new byte[100];  //= 1x 128 B
            try
            {
                if (n == 1)            //= 7x 0 B
                    break;             //= 1x 0 B
                if (n == 2)            //= 6x 0 B
                    continue;          //= 3x 0 B
            }                          //= 3x 0 B
            finally
            {
                kept = new byte[1];    //= 7x 224 B
            }                          //= 7x 0 B

            kept = new byte[50];       //= 3x 240 B
        }                              //= 3x 0 B
        finally
        {
            kept = [.. kept ?? [], 1]; //= 8x 400 B
        }                              //= 8x 0 B
    }

    return kept;                       //= 3x 0 B
}                                      //= 1x 0 B
// outside of the functions: 56 B
