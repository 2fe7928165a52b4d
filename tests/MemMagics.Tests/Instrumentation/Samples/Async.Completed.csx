// An await of what is complete already goes on at once.
// #!mprun -f Sum await Sum(3)
async Task<int> Sum(int n)                                                           //= 1x 72 B
{
    var sum = 0;                                                                     //= 1x 0 B
    for (var i = 0; i < n; i++)                                                      //= 4x 0 B
        sum += await Task.FromResult(new byte[i + 1].Length);                        //= 3x 96 B
    return sum + await Quick(n) + await Task.FromResult(1000).ConfigureAwait(false); //= 1x 400 B
}                                                                                    //= 1x 0 B

async ValueTask<int> Quick(int n)
{
    var bytes = new byte[n * 100];
    await ValueTask.CompletedTask;
    return bytes.Length;
}
