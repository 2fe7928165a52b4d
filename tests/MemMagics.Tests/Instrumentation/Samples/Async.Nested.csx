// Async functions that await each other: the caller's line has what the callee allocated before it went away.
// #!mprun -f Outer -f Inner Hop.Run(() => Outer(10))
async Task<byte[]> Outer(int n)                 //= 1x 0 B
{
    var first = await Inner(n);                 //= 1x 344 B
    var second = await Inner(first.Length * 2); //= 1x 240 B
    return [.. first, .. second];               //= 1x 64 B
}                                               //= 1x 0 B

async Task<byte[]> Inner(int n)                 //= 2x 0 B
{
    var before = new byte[n];                   //= 2x 88 B
    await new Hop();                            //= 2x 384 B
    return [.. before, 1];                      //= 2x 88 B
}                                               //= 2x 0 B
// outside of the functions: 400 B
