// A static method shows each of its lines.
// #!mprun -f Shapes.Make Shapes.Make(10)
static class Shapes
{
    public static byte[][] Make(int n)
    {
        var all = new byte[n][];    //= 1x 104 B
        for (var i = 0; i < n; i++) //= 11x 0 B
        {
            all[i] = new byte[100]; //= 10x 1,280 B
        }

        // a comment
        return all;                 //= 1x 0 B
    }
}
