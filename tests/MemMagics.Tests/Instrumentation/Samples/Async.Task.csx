// An await that goes on later, on another thread, is charged to its own line, and counted once.
// #!mprun -f Fetch Hop.Run(() => Fetch(10))
async Task<byte[]> Fetch(int n)   //= 1x 0 B
{
    var first = new byte[n];      //= 1x 40 B
    await new Hop();              //= 1x 200 B
    var second = new byte[n * 2]; //= 1x 48 B
    await new Hop();              //= 1x 24 B
    return [.. first, .. second]; //= 1x 56 B
}                                 //= 1x 0 B
// outside of the functions: 808 B
