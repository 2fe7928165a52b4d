// An explicit implementation is meant by its own name, and by its interface's.
// #!mprun -f Disk.Area ((IShape)new Disk()).Area(5)
interface IShape
{
    object Area(int n);
}

class Disk : IShape
{
    object IShape.Area(int n)
    {
        var points = new byte[n];          //= 1x 32 B
        return new object[] { points, n }; //= 1x 64 B
    }
}
// outside of the functions: 24 B
