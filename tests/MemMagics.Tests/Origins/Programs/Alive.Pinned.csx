// Pinned objects among garbage stay where they are when all else moves; half of them are let go of.
// #!memit Pin(100)
using System.Runtime.InteropServices;
static class Kept { public static GCHandle[] Handles; }
void Pin(int n)
{
    Kept.Handles = new GCHandle[n];          //= 1x GCHandle[] 824 B (824 B alive)
    for (var i = 0; i < n; i++)
    {
        GC.KeepAlive(new byte[5000]);        //= 100x byte[] 502,400 B
        var pinned = new byte[1000];         //= 100x byte[] 102,400 B (51,200 B alive)
        Kept.Handles[i] = GCHandle.Alloc(pinned, GCHandleType.Pinned);
        if (i % 20 == 19)
            GC.Collect();
    }
    for (var i = 0; i < n; i += 2)
        Kept.Handles[i].Free();
}
