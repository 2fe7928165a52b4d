// A lambda in a field initialiser is named by the field; the constructor only makes it.
// #!mprun -f Factory.ctor -f Factory.Make new Factory().Make(5)
class Factory
{
    public readonly Func<int, byte[]> Make = n => //= 1x 0 B
        new byte[n];                              //= 2x 160 B

    public Factory()                              //= 1x 0 B
    {
        GC.KeepAlive(Make(100));                  //= 1x 128 B
    }                                             //= 1x 0 B
}
// outside of the functions: -104 B
