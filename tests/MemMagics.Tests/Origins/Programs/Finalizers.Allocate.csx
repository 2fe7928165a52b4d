// What a finalizer allocates is on its own line, on the finalizer's thread; what the runtime allocates there is not the program's.
// #!memit Drop(100)
using System.Runtime.CompilerServices;
class Kept { public static object Last; }
class Finalized
{
    ~Finalized()
    {
        Kept.Last = new byte[1000]; //= 100x byte[] 102,400 B (1,024 B alive)
    }
}
[MethodImpl(MethodImplOptions.NoInlining)]
void Make(int n)
{
    for (var i = 0; i < n; i++)
        GC.KeepAlive(new Finalized()); //= 100x Finalized 2,400 B
}
void Drop(int n)
{
    Make(n);
    GC.Collect();
    GC.WaitForPendingFinalizers();
}
