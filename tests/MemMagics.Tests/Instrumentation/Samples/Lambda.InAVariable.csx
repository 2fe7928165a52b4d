// A lambda in a variable is named by the variable.
// #!mprun -f make make(10)
Func<int, byte[]> make = n =>
{
    var size = n * 2;      //= 1x 0 B
    return new byte[size]; //= 1x 48 B
};
