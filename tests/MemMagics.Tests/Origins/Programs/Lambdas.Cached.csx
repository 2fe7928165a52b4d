// A lambda that captures nothing is made once, before: the arrays are its own line's.
// #!memit Call(100)
Func<int, byte[]> make = n =>
    new byte[n];                    //= 100x byte[] 12,800 B
int Call(int n)
{
    var sum = 0;
    for (var i = 0; i < n; i++)
        sum += make(100).Length;
    return sum;
}
