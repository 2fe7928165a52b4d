// A pool of the program's own makes one array of 1024 bytes and lends it a hundred times.
// #!memit Rent(100)
using System.Buffers;
int Rent(int n)
{
    var sum = 0;
    var pool = ArrayPool<byte>.Create(4096, 4); //= ...
    for (var i = 0; i < n; i++)
    {
        var bytes = pool.Rent(1000); //= 1x byte[] 1,048 B
        sum += bytes.Length;
        pool.Return(bytes);
    }
    return sum;
}
