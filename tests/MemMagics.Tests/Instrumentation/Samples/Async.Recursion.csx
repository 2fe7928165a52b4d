// An async method that awaits itself is one activation to its caller.
// #!mprun -f Depth await Depth(3)
async Task<int> Depth(int n)                 //= 4x 72 B
{
    var mine = new byte[100];                //= 4x 0 B
    if (n == 0)                              //= 4x 0 B
        return mine.Length;                  //= 1x 0 B
    return mine.Length + await Depth(n - 1); //= 3x 216 B
}                                            //= 4x 0 B
