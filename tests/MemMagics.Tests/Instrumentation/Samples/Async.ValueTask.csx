// An async ValueTask that completes at once has no task to allocate.
// #!mprun -f Read Use()
async ValueTask<byte[]> Read(int n) //= 1x 0 B
{
    var bytes = new byte[n];        //= 1x 40 B
    await Task.CompletedTask;       //= 1x 0 B
    return bytes;                   //= 1x 0 B
}                                   //= 1x 0 B

object Use() => Read(10).Result;
