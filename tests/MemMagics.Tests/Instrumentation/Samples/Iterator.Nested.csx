// Iterators inside iterators: a line holds what the inner one allocated while the outer one ran.
// #!mprun -f Pairs -f Inner Pairs(2).ToArray()
IEnumerable<object> Pairs(int n)            //= 1x 64 B
{
    for (var i = 0; i < n; i++)             //= 3x 0 B
    {
        foreach (var inner in Inner(i + 1)) //= 5x 256 B
            yield return inner;             //= 3x 0 B
        if (i == 5)                         //= 2x 0 B
            yield break;
    }
}                                           //= 1x 0 B

IEnumerable<byte[]> Inner(int n)            //= 2x 80 B
{
    while (n-- > 0)                         //= 5x 0 B
        yield return new byte[n * 100];     //= 3x 176 B
}                                           //= 2x 0 B
// outside of the functions: -208 B
