// A record's positional parameters are its constructor's line; "with" copies.
// #!mprun -f Change Change(new Point(1, "a"))
record Point(int X, string Name)
{
    public byte[] Extra { get; init; } = new byte[10];
}

Point Change(Point point)
{
    var moved = point with { X = 2 }; //= 1x 40 B
    var named = moved with            //= 1x 168 B
    {
        Name = "b",
        Extra = new byte[100],
    };
    return named;                     //= 1x 0 B
}
// outside of the functions: 80 B
