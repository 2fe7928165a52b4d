// A read-only reference is returned through the probe's own way out.
// #!mprun -f Points.Origin Points.Use()
readonly struct Point(double x, double y)
{
    public double Sum => x + y;
}

class Points
{
    private static readonly Point[] s_all = new Point[2];

    public static ref readonly Point Origin(in int n)
    {
        if (n > 0)                            //= 2x 0 B
            GC.KeepAlive(new string('o', n)); //= 1x 24 B
        return ref s_all[n];                  //= 2x 0 B
    }

    public static object Use() => Origin(0).Sum + Origin(1).Sum;
}
// outside of the functions: 24 B
