// Four threads, each keeps one list in ten, while one of them collects. The array of four threads stays on the stack.
// #!memit Run()
// missing: 8,024 B x 8
using System.Threading;
static class Kept { public static List<List<int>>[] Lists; }
void Run()
{
    Kept.Lists = new List<List<int>>[4];                       //= 1x List<List<int>>[] 56 B (56 B alive)
    var threads = new Thread[4];
    for (var i = 0; i < 4; i++)
        threads[i] = Start(i);                                 //= ...
    foreach (var thread in threads)
        thread.Join();                                         //= ...
}
Thread Start(int number)                                       //= 4x (closure) 128 B
{
    var thread = new Thread(() => Fill(number));               //= ...
    thread.Start();                                            //= ...
    return thread;
}
void Fill(int number)
{
    var kept = Kept.Lists[number] = new List<List<int>>(1000); //= 4x List<List<int>> 128 B (128 B alive); 4x List<int>[] 32,096 B (32,096 B alive)
    for (var i = 0; i < 10_000; i++)
    {
        var list = new List<int>();                            //= 40000x List<int> 1,280,000 B (128,000 B alive)
        if (i % 10 == 0)
            kept.Add(list);
        if (number == 0 && i % 1000 == 0)
            GC.Collect(i / 1000 % 3);
    }
}
// elsewhere: ...
