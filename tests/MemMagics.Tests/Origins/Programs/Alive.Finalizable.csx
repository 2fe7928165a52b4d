// One in four is kept; one in four comes back to life in its finalizer; the others are finalized and gone.
// #!memit Make(100)
static class Kept { public static List<Finalized> All; public static List<Finalized> Risen; }
class Finalized
{
    public int Number;
    ~Finalized()
    {
        if (Number % 4 == 1)
            lock (Kept.Risen)
                Kept.Risen.Add(this);
    }
}
void Make(int n)
{
    Kept.All = new List<Finalized>(n);    //= 1x List<Finalized> 32 B (32 B alive); 1x Finalized[] 824 B (824 B alive)
    Kept.Risen = new List<Finalized>(n);  //= 1x List<Finalized> 32 B (32 B alive); 1x Finalized[] 824 B (824 B alive)
    Fill(n);
    GC.Collect();
    GC.WaitForPendingFinalizers();
}
[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
void Fill(int n)
{
    for (var i = 0; i < n; i++)
    {
        var one = new Finalized { Number = i }; //= 100x Finalized 2,400 B (1,200 B alive)
        if (i % 4 == 0)
            Kept.All.Add(one);
    }
}
