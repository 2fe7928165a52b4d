// Constructors that call each other (: this, : base) are charged like any function that calls another.
// #!mprun -f Leaf.ctor -f Plant.ctor new Leaf()
class Plant
{
    protected byte[] Water = new byte[100];        //= 1x 128 B

    public Plant(byte[] soil)                      //= 1x 0 B
    {
        Water = soil;                              //= 1x 0 B
    }                                              //= 1x 0 B
}

class Leaf : Plant
{
    private readonly byte[] _green = new byte[50]; //= 1x 80 B

    public Leaf()
        : this(new byte[10])                       //= 1x 248 B
    {
        Water = new byte[1];                       //= 1x 32 B
    }                                              //= 1x 0 B

    private Leaf(byte[] soil)
        : base(soil)                               //= 1x 128 B
    {
    }                                              //= 1x 0 B
}
// outside of the functions: -304 B
