// A function and a static one of the measured code can be named, and what is static is no line of the cell.
// #!mprun -f Make -f Twice
static int made;

static byte[] Make(int n)
{
    made++;                          //= 2x 0 B
    return new byte[n];              //= 2x 80 B
}

byte[] Twice(int n)
{
    return [.. Make(n), .. Make(n)]; //= 1x 128 B
}

var twice = Twice(10);
GC.KeepAlive(twice);
// outside of the functions: -80 B
