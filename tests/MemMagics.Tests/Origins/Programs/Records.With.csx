// Each "with" copies the record: header, type, two ints.
// #!memit Move(100)
record Point(int X, int Y);
Point Move(int n)
{
    var point = new Point(0, 0);             //= 1x Point 24 B
    for (var i = 0; i < n; i++)
        point = point with { X = point.Y + 1 }; //= 100x Point 2,400 B (24 B alive)
    return point;
}
