// A constructor that nobody wrote is profiled for its field initialisers.
// #!mprun -f Defaults.ctor new Defaults()
class Defaults
{
    private readonly byte[] _first = new byte[10];        //= 1x 40 B
    private readonly string _second = new string('s', 5); //= 1x 32 B

    public int Size => _first.Length + _second.Length;
}
// outside of the functions: 32 B
