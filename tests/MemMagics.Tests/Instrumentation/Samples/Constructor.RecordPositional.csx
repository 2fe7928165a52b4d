// The parameters of a record are a constructor, on the line that declares them.
// #!mprun -f Point.Point new Point(1, "a")
record Point(int X, string Name)                       //= 1x 0 B
{
    public byte[] Extra { get; init; } = new byte[10]; //= 1x 40 B
}
// outside of the functions: 40 B
