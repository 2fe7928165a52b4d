// A primary constructor's line is the type's; its field initialisers and base arguments are lines of it.
// #!mprun -f Circle.Circle new Circle(4)
class Shape(byte[] points)
{
    public byte[] Points = points;
}

class Circle(int n)
    : Shape(new byte[n])                             //= 1x 32 B
{
    private readonly byte[] _rim = new byte[n * 10]; //= 1x 64 B

    public int Size => _rim.Length + n;
}
// outside of the functions: 40 B
