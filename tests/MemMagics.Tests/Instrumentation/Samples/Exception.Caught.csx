// What a caught exception costs is on the line that threw it; the line after it never ran.
// #!mprun -f Parse Parse("x")
object Parse(string text)
{
    try
    {
        var before = new byte[10]; //= 1x 40 B
        int.Parse(text);           //= 1x 440 B
        GC.KeepAlive(before);
    }
    catch (FormatException)        //= 1x 0 B
    {
        return new byte[20];       //= 1x 48 B
    }

    return null;
}                                  //= 1x 0 B
