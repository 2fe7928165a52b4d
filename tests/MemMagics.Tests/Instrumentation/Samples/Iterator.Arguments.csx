// A method that checks its arguments before a local iterator starts.
// #!mprun -f Range Range(2).Sum(bytes => bytes.Length)
IEnumerable<byte[]> Range(int n)
{
    ArgumentOutOfRangeException.ThrowIfNegative(n); //= 1x 24 B
    return Core();                                  //= 1x 0 B

    IEnumerable<byte[]> Core()                      //= 1x 48 B
    {
        for (var i = 0; i < n; i++)                 //= 3x 0 B
            yield return new byte[10];              //= 2x 80 B
    }                                               //= 1x 0 B
}
