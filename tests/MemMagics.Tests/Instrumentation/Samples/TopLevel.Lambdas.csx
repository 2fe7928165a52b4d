// Lambdas written in the cell are part of it.
// #!mprun
Func<int, byte[]> make = n =>         //= 1x 0 B
{
    return new byte[n];               //= 3x 96 B
};
var all = Enumerable.Range(1, 3)      //= 1x 216 B
    .Select(make)
    .Where(bytes => bytes.Length > 1) //= 3x 0 B
    .ToList();
all                                   //= 1x 0 B
