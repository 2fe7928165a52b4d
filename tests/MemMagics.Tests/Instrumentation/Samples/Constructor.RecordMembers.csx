// What the compiler writes for a record (equality, ToString, Deconstruct) is charged to the line that calls it.
// #!mprun -f Compare Compare()
record Point(int X, string Name);

record struct Size(int Width, int Height);

object Compare()
{
    var point = new Point(1, "a");                  //= 1x 32 B
    var (x, name) = point;                          //= 1x 0 B
    var same = point == new Point(x, name);         //= 1x 0 B
    var text = point.ToString();                    //= 1x 280 B
    var size = new Size(3, 4).ToString();           //= 1x 296 B
    return (same, text, size, point.GetHashCode()); //= 1x 40 B
}
