// A method that returns a reference returns the same one, and shows its lines.
// #!mprun -f Cells.At Cells.Use()
class Cells
{
    public static byte[][] Rows = new byte[4][];

    public static ref byte[] At(int i)
    {
        var unused = new string('r', i + 1); //= 3x 96 B
        if (unused.Length > 3)               //= 3x 0 B
            throw new ArgumentException(unused);
        return ref Rows[i];                  //= 3x 0 B
    }

    public static int Use()
    {
        At(1) = new byte[10];
        At(1) = null;
        ref var row = ref At(2);
        row = null;
        return Rows.Length;
    }
}
// outside of the functions: 40 B
