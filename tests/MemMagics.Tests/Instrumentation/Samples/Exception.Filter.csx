// A filter runs where the exception was thrown, and what it allocates is on its line, whatever it answers.
// #!mprun -f Try new[] { Try(1), Try(5) }
object Try(int n)
{
    try
    {
        throw new InvalidOperationException("no");            //= 2x 384 B
    }
    catch (InvalidOperationException e) when (Says(e, n) > 3) //= 2x 64 B
    {
        return new byte[100];                                 //= 1x 128 B
    }
    catch (Exception e) when (e is InvalidOperationException) //= 1x 0 B
    {
        return new byte[200];                                 //= 1x 224 B
    }
}                                                             //= 2x 0 B

int Says(Exception e, int n) => new byte[n].Length;
// outside of the functions: 40 B
