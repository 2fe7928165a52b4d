// A variable's lambdas are all that it was ever given.
// #!mprun -f make make(10)
Func<int, byte[]> make = n => new byte[n];
make = (Func<int, byte[]>)(n =>
{
    return new byte[n * 2]; //= 1x 48 B
});
