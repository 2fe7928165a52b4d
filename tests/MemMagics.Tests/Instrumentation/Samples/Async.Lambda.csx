// An async lambda inside a function shows its lines in the function's table.
// #!mprun -f Twice await Twice(5)
async Task<byte[]> Twice(int n)                  //= 1x 72 B
{
    Func<int, Task<byte[]>> make = async size => //= 1x 0 B
    {
        await Task.CompletedTask;                //= 2x 0 B
        return new byte[size];                   //= 2x 112 B
    };                                           //= 2x 144 B
    var first = await make(n);                   //= 1x 0 B
    return [.. first, .. await make(n * 10)];    //= 1x 80 B
}                                                //= 1x 0 B
