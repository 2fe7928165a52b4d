// An iterator left early runs its finally block, and nothing behind the yield.
// #!mprun -f Lines First()
object last = null;

IEnumerable<string> Lines()               //= 1x 40 B
{                                         //= 1x 0 B
    try
    {
        yield return new string('a', 10); //= 1x 48 B
        yield return new string('b', 20);
        last = "never";
    }
    finally
    {
        last = new byte[100];             //= 1x 128 B
    }                                     //= 1x 0 B
}

string First()
{
    foreach (var line in Lines())
        return line;
    return "";
}
