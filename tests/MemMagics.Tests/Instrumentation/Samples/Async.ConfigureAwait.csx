// ConfigureAwait, WhenAll and Task.Yield leave each line its own count.
// #!mprun -f Both await Both()
async Task<int> Both()                                                                 //= 1x 0 B
{
    var sum = 0;                                                                       //= 1x 0 B
    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.None);               //= 1x 0 B
    sum += await Task.FromResult(1).ConfigureAwait(false);                             //= 1x 0 B
    foreach (var number in await Task.WhenAll(Task.FromResult(1), Task.FromResult(2))) //= 3x 160 B
        sum += number;                                                                 //= 2x 0 B
    await using (new Closing().ConfigureAwait(false))                                  //= 1x 24 B
        sum++;                                                                         //= 1x 128 B
    return sum;                                                                        //= 1x 0 B
}                                                                                      //= 1x 0 B

class Closing : IAsyncDisposable
{
    public ValueTask DisposeAsync()
    {
        GC.KeepAlive(new byte[100]);
        return default;
    }
}
