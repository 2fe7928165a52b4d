// Functions and types of the measured cell have tables of their own.
// #!mprun
class Point
{
    public byte[] Load = new byte[10]; //= 1x 40 B

    public byte[] Twice()
    {
        return [.. Load, .. Load];     //= 1x 48 B
    }
}

byte[] Make(int n)
{
    return new byte[n];                //= 1x 40 B
}

var made = Make(10);                   //= 1x 40 B
var twice = new Point().Twice();       //= 1x 112 B
new[] { made, twice }                  //= 1x 40 B
// outside of the functions: -128 B
