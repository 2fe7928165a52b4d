// An async iterator that is cancelled runs its finally block, and the exception reaches the loop.
// #!mprun -f Numbers await Sum()
using System.Runtime.CompilerServices;
using System.Threading;

object last = null;

async IAsyncEnumerable<byte[]> Numbers([EnumeratorCancellation] CancellationToken token = default) //= 1x 128 B
{
    try
    {
        for (var i = 0; ; i++)                                                                     //= 3x 0 B
        {
            token.ThrowIfCancellationRequested();                                                  //= 4x 304 B
            yield return new byte[i * 10];                                                         //= 3x 112 B
            await Task.CompletedTask;                                                              //= 3x 0 B
        }
    }
    finally
    {
        last = new byte[100];                                                                      //= 1x 128 B
    }
}

async Task<int> Sum()
{
    using var source = new CancellationTokenSource();
    var sum = 0;
    try
    {
        await foreach (var number in Numbers().WithCancellation(source.Token).ConfigureAwait(false))
        {
            sum += number.Length;
            if (sum > 20)
                source.Cancel();
        }
    }
    catch (OperationCanceledException)
    {
        sum += 1000;
    }

    return sum;
}
// outside of the functions: 1,096 B
