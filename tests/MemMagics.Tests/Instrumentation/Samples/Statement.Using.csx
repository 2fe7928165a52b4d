// What is disposed on leaving a block is charged to the line that leaves it.
// #!mprun -f Work Work(3)
class Noisy(string name) : IDisposable
{
    public static object Last = "";

    public void Dispose() => Last = new byte[name.Length * 100];
}

object Work(int n)
{
    using var one = new Noisy("a");   //= 1x 24 B
    using (var two = new Noisy("bb")) //= 1x 24 B
    {
        Noisy.Last = new byte[n];     //= 1x 32 B
    }                                 //= 1x 224 B

    if (n > 2)                        //= 1x 0 B
        return Noisy.Last;            //= 1x 128 B
    return "";
}                                     //= 1x 0 B
