using MemMagics.Wire.Metering;

namespace MemMagics.Testing;

/// <summary>What the calling thread alone has allocated between the meter's readings.</summary>
internal sealed class ThreadReadings : ICallObserver
{
    private long _reading;

    /// <summary>Bytes between the last two readings.</summary>
    public long Allocated { get; private set; }

    void ICallObserver.AtReading()
    {
        var reading = GC.GetAllocatedBytesForCurrentThread();
        (Allocated, _reading) = (reading - _reading, reading);
    }

    void ICallObserver.BeforeCall()
    {
    }

    void ICallObserver.AfterCall()
    {
    }
}
