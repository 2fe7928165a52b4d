// An indexer's accessors show their lines.
// #!mprun -f Grid.this[] Use(new Grid())
class Grid
{
    private readonly byte[][] _rows = new byte[4][];

    public byte[] this[int row, int size]
    {
        get
        {
            _rows[row] ??= new byte[size];          //= 2x 40 B
            return _rows[row];                      //= 2x 0 B
        }
        set => _rows[row] = new byte[value.Length]; //= 1x 128 B
    }
}

object Use(Grid grid)
{
    var first = grid[0, 10];
    grid[1, 0] = new byte[100];
    return grid[0, 0];
}
// outside of the functions: 208 B
// with probes only: 128 B
