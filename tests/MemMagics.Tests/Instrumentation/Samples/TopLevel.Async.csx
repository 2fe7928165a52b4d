// A cell that awaits is profiled like an async function.
// #!mprun
var first = await Task.FromResult(new byte[10]); //= 1x 112 B
await Task.CompletedTask;                        //= 1x 0 B
async Task<byte[]> Later(byte[] bytes)           //= 1x 72 B
{
    await Task.CompletedTask;                    //= 1x 0 B
    return [.. bytes, 1];                        //= 1x 40 B
}                                                //= 1x 0 B

var second = await Later(first);                 //= 1x 112 B
second.Length                                    //= 1x 0 B
// outside of the functions: -112 B
