// A finalizer's lines are those of the finalizer thread.
// #!mprun -f Resource.~Resource Drop()
class Resource
{
    public static int Freed;

    public static byte[] Last = new byte[1];

    ~Resource()
    {
        Last = new byte[100]; //= 1x 128 B
        Freed++;              //= 1x 0 B
    }                         //= 1x 0 B
}

[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
void Make() => new Resource();

int Drop()
{
    Make();
    GC.Collect();
    GC.WaitForPendingFinalizers();
    return Resource.Freed;
}
// outside of the functions: 24 B
