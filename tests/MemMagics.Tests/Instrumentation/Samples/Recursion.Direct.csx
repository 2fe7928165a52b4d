// A recursive activation is counted once, under the line that called it.
// #!mprun -f Nest Nest(2)
object Nest(int depth)
{
    if (depth == 0)              //= 3x 0 B
        return new byte[1000];   //= 1x 0 B
    var mine = new byte[100];    //= 2x 128 B
    var rest = Nest(depth - 1);  //= 2x 1,192 B
    return new[] { mine, rest }; //= 2x 40 B
}
