// An async iterator shows its lines, and the awaits and yields that it went away from.
// #!mprun -f Numbers -f Sum Hop.Run(() => Sum(3))
async IAsyncEnumerable<byte[]> Numbers(int n) //= 1x 104 B
{
    for (var i = 0; i < n; i++)               //= 4x 0 B
    {
        if (i == 1)                           //= 3x 0 B
            await new Hop();                  //= 1x 168 B
        yield return new byte[i * 10];        //= 3x 112 B
    }
}                                             //= 1x 0 B

async Task<int> Sum(int n)                    //= 1x 0 B
{
    var sum = 0;                              //= 1x 0 B
    await foreach (var number in Numbers(n))  //= 4x 496 B
        sum += number.Length;                 //= 3x 0 B
    return sum;                               //= 1x 0 B
}                                             //= 1x 0 B
// outside of the functions: 104 B
