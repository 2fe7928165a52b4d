using System.Runtime.CompilerServices;

namespace MemMagics.Wire.Metering;

/// <summary>What the finalizer thread has allocated, read by the thread itself.</summary>
/// <remarks>
/// After a full collection the runtime's own callbacks (array pool trimming, for one) allocate on that thread: 336 B each time in .NET 10.
/// <see cref="GC.GetTotalAllocatedBytes"/> counts them although no measured code asked for them.
/// </remarks>
public static class FinalizerThread
{
    private static long s_allocated;

    /// <summary>Makes a full collection, waits for the finalizers, and returns the bytes that their thread has allocated in its life.</summary>
    public static long CollectAndReadAllocated()
    {
        DropProbe();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Volatile.Read(ref s_allocated);
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // or the object stays alive in a register of the caller
    private static void DropProbe() => _ = new Probe();

    private sealed class Probe
    {
        ~Probe() => Volatile.Write(ref s_allocated, GC.GetAllocatedBytesForCurrentThread());
    }
}
