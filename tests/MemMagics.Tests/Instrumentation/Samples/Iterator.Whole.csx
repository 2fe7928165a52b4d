// An iterator's lines are charged to it while it runs inside its caller's loop.
// #!mprun -f Squares -f Sum Sum(3)
IEnumerable<byte[]> Squares(int n)     //= 1x 48 B
{
    for (var i = 0; i < n; i++)        //= 4x 0 B
    {
        var square = new byte[i * i];  //= 3x 88 B
        yield return square;           //= 3x 0 B
    }
}                                      //= 1x 0 B

int Sum(int n)
{
    var sum = 0;                       //= 1x 0 B
    foreach (var square in Squares(n)) //= 4x 136 B
        sum += square.Length;          //= 3x 0 B
    return sum;                        //= 1x 0 B
}
// outside of the functions: -136 B
