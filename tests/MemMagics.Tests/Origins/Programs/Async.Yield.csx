// An async method's arrays are on its own line, whichever thread it goes on with.
// #!memit await Poll(100)
// missing: 128 B x 16
async Task<int> Poll(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
    {
        await Task.Yield();            //= ...
        sum += Make().Length;
    }
    return sum;                        //= ...
}
[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
byte[] Make() =>
    new byte[1000]; //= 100x byte[] 102,400 B
// elsewhere: ...
