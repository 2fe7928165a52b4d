// A thread's own static field needs an array besides, which is made after the code of the function. Four threads, each with a thousand arrays of 24 + 20 bytes, rounded up to 8.
// #!memit Run(4)
// missing: 256 B x 12
using System.Threading;
class Kept { [ThreadStatic] public static object Last; }
void Fill(int n)
{
    for (var i = 0; i < n; i++)
        Kept.Last = new byte[20];                         //= 4000x byte[] 192,000 B
} //= ...
void Run(int n)
{
    var threads = new Thread[n];                          //= 1x Thread[] 56 B
    for (var i = 0; i < n; i++)
        threads[i] = new Thread(() => Fill(1000));        //= ...
    foreach (var thread in threads)
        thread.Start();                                   //= ...
    foreach (var thread in threads)
        thread.Join();                                    //= ...
}
// elsewhere: ...
