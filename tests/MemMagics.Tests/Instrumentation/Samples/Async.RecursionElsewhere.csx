// An async method that awaits itself over threads: the completion of one runs the rest of the other inline, each on its own account.
// #!mprun -f Depth Hop.Run(() => Depth(3))
async Task<List<byte[]>> Depth(int n) //= 4x 0 B
{
    if (n == 0)                       //= 4x 0 B
        return new List<byte[]>(8);   //= 1x 0 B
    await new Hop();                  //= 3x 200 B
    var all = await Depth(n - 1);     //= 3x 656 B
    all.Add(new byte[n * 10]);        //= 3x 144 B
    return all;                       //= 3x 0 B
}                                     //= 4x 0 B
// outside of the functions: 1,200 B
