using System.Diagnostics;
using System.Runtime.CompilerServices;
using MemMagics.Platform;
using MemMagics.Platform.Contract;
using MemMagics.Wire.Messages;

namespace MemMagics.Wire.Metering;

/// <summary>Measures one call. Between the two readings, only measured code allocates.</summary>
public sealed class Meter
{
    private static readonly IMemory s_memory = HostPlatform.Memory;

    private int _gen0;
    private int _gen1;
    private int _gen2;
    private long _finalizerAllocated;
    private long _liveBefore;
    private long _residentBefore;
    private long _allocatedBefore;

    /// <summary>Told, before a call, how many bytes are touched for no other reason than to have a high-water mark: they count for no limit.</summary>
    public Action<long>? BallastTaken { get; init; }

    /// <summary>The figures of the last call; <see langword="null"/> between <see cref="Begin"/> and <see cref="End"/>.</summary>
    public CallFigures? Figures { get; private set; }

    /// <summary>When the last call began, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long StartedAt { get; private set; }

    /// <summary>When it ended.</summary>
    public long EndedAt { get; private set; }

    /// <summary>How many collections of each generation the process had had when the last call began.</summary>
    public (int Gen0, int Gen1, int Gen2) CollectionsBefore => (_gen0, _gen1, _gen2);

    /// <summary>When the bytes that it had allocated were read: what other threads allocated until then counts.</summary>
    public long CountedAt { get; private set; }

    /// <summary>Collects the heap, gives its free memory back to the system, and takes the readings before the call.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Begin(ICallObserver? observer = null)
    {
        Figures = null;
        _finalizerAllocated = FinalizerThread.CollectAndReadAllocated();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        _liveBefore = LiveAfterLastCollection();
        _ = FinalizerThread.Wait();
        _finalizerAllocated = FinalizerThread.CollectAndReadAllocated();
        _gen0 = GC.CollectionCount(0);
        _gen1 = GC.CollectionCount(1);
        _gen2 = GC.CollectionCount(2);
        s_memory.BeginMark();
        if (s_memory.Ballast > 0)
            BallastTaken?.Invoke(s_memory.Ballast);
        _residentBefore = s_memory.Read();
        observer?.AtReading();
        StartedAt = Stopwatch.GetTimestamp();
        _allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
    }

    /// <summary>Takes the readings after the call, while its result is still alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void End(ICallObserver? observer = null)
    {
        EndedAt = Stopwatch.GetTimestamp();
        var gen2 = GC.CollectionCount(2) - _gen2;
        var residentAfter = s_memory.Read();
        var highWaterMark = s_memory.ReadMark();
        var byWaiting = 0L;
        if (gen2 > 0)
            byWaiting = FinalizerThread.Wait(); // so that the allocations of the runtime's callbacks are all counted, and can all be subtracted

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - _allocatedBefore - byWaiting;
        CountedAt = Stopwatch.GetTimestamp();
        observer?.AtReading();
        var gen1 = GC.CollectionCount(1) - _gen1;
        var gen0 = GC.CollectionCount(0) - _gen0;
        s_memory.EndMark();
        if (gen2 > 0)
            allocated -= AllocatedByRuntimeCallbacks(gen2);

        // The caller keeps the result and the session alive.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        _ = FinalizerThread.Wait();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        var retained = LiveAfterLastCollection() - _liveBefore;
        long? peak = highWaterMark > 0 ? Math.Max(Math.Max(highWaterMark, residentAfter) - _residentBefore, 0) : null;
        Figures = new CallFigures(allocated, peak, residentAfter - _residentBefore, retained, gen0, gen1, gen2, Stopwatch.GetElapsedTime(StartedAt, EndedAt))
        {
            StartedAt = StartedAt,
            EndedAt = EndedAt,
            ResidentBefore = _residentBefore,
        };
    }

    /// <summary>Bytes of the objects that the last full collection left.</summary>
    /// <remarks>
    /// Exact, as a heap dump shows. <see cref="GC.GetTotalMemory"/> is not: it counts the gaps that a pinned object keeps open in the
    /// younger generations as objects (4 to 12 KB; docs/measurements.md, Allocated bytes), and what was allocated since.
    /// </remarks>
    private static long LiveAfterLastCollection()
    {
        var heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return heap.HeapSizeBytes - heap.FragmentedBytes;
    }

    /// <summary>What the runtime allocated on the finalizer thread for the full collections during the call, without user finalizers.</summary>
    private long AllocatedByRuntimeCallbacks(int fullCollections)
    {
        var afterCall = FinalizerThread.CollectAndReadAllocated();
        var perCollection = FinalizerThread.CollectAndReadAllocated() - afterCall;
        var duringCall = afterCall - _finalizerAllocated - perCollection;
        return Math.Clamp(duringCall, 0, perCollection * fullCollections);
    }
}
