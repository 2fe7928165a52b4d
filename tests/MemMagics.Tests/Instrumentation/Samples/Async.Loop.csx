// Awaits in a loop count each time that they are reached, not each time they go on.
// #!mprun -f Poll Hop.Run(() => Poll(3))
async Task<List<byte[]>> Poll(int n) //= 1x 0 B
{
    var all = new List<byte[]>(4);   //= 1x 88 B
    for (var i = 0; i < n; i++)      //= 4x 0 B
    {
        await new Hop();             //= 3x 248 B
        all.Add(new byte[100]);      //= 3x 384 B
    }

    return all;                      //= 1x 0 B
}                                    //= 1x 0 B
// outside of the functions: 1,168 B
