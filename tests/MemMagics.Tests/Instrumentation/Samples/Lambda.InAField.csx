// A lambda in a field of a type is named by the field.
// #!mprun -f Makers.Make Makers.Make(10)
static class Makers
{
    public static Func<int, byte[]> Make = n => new byte[n]; //= 1x 40 B
}
