// An exception that nobody catches leaves a table up to the line that threw.
// #!mprun -f Outer -f Inner Outer(3)
object Outer(int n)
{
    var before = new byte[n];                            //= 1x 32 B
    var inner = Inner(n);                                //= 1x 496 B
    return new[] { before, inner };
}

byte[] Inner(int n)
{
    var numbers = new byte[n];                           //= 1x 32 B
    if (n > 2)                                           //= 1x 0 B
        throw new InvalidOperationException("too many"); //= 1x 464 B
    return numbers;
}
// throws: System.InvalidOperationException: too many
