// A loop's head runs once more than its body.
// #!mprun -f Loops Loops(4)
object Loops(int n)
{
    var all = new List<byte[]>(16); //= 1x 184 B
    for (var i = 0; i < n; i++)     //= 5x 0 B
        all.Add(new byte[1]);       //= 4x 128 B
    var left = n;                   //= 1x 0 B
    while (left-- > 0)              //= 5x 0 B
        all.Add(new byte[2]);       //= 4x 128 B
    do
    {
        all.Add(new byte[3]);       //= 4x 128 B
    }
    while (++left < n - 1);         //= 4x 0 B
    return all;                     //= 1x 0 B
}
