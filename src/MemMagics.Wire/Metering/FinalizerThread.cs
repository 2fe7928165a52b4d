using System.Runtime.CompilerServices;

namespace MemMagics.Wire.Metering;

/// <summary>The bytes that the finalizer thread has allocated, read on that thread.</summary>
/// <remarks>
/// After a full collection the runtime's own callbacks (array pool trimming, for one) allocate on that thread: 336 B each time in .NET 10
/// (docs/measurements.md, Allocated bytes). <see cref="GC.GetTotalAllocatedBytes"/> counts them although no measured code asked for them.
/// </remarks>
public static class FinalizerThread
{
    private static long s_allocated;

    /// <summary>Makes a full collection, waits for the finalizers, and returns the bytes that their thread has allocated since it started.</summary>
    public static long CollectAndReadAllocated()
    {
        DropProbe();
        GC.Collect();
        _ = Wait();
        return Volatile.Read(ref s_allocated);
    }

    /// <summary>Waits for the pending finalizers, also when measured code has interrupted this thread (<see cref="Thread.Interrupt"/>): whoever waits next would be told.</summary>
    /// <returns>The bytes that this thread allocated meanwhile: the exceptions that told it.</returns>
    public static long Wait()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (true)
        {
            try
            {
                GC.WaitForPendingFinalizers();
                return GC.GetAllocatedBytesForCurrentThread() - before;
            }
            catch (ThreadInterruptedException)
            {
                // The interrupt is used up by this.
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)] // else a register of the caller could keep the object alive
    private static void DropProbe() => _ = new Probe();

    private sealed class Probe
    {
        ~Probe() => Volatile.Write(ref s_allocated, GC.GetAllocatedBytesForCurrentThread());
    }
}
