// Static fields per thread and per construction, from generic code on two threads.
// #!mprun -f Cell.Next Run()
using System.Threading;

class Cell<T>
{
    [ThreadStatic]
    private static List<T> t_all;

    public static List<T> Next(T value)
    {
        t_all ??= new List<T>(4); //= 3x 424 B
        t_all.Add(value);         //= 3x 0 B
        return t_all;             //= 3x 0 B
    }
}

object Run()
{
    object kept = null;
    var thread = new Thread(() => kept = Cell<long>.Next(1));
    thread.Start();
    thread.Join();
    return (kept, Cell<long>.Next(1), Cell<string>.Next("a"));
}
// outside of the functions: 264 B
