using System.Diagnostics;
using MemMagics.Platform;
using MemMagics.Platform.Contract;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;

namespace MemMagics.Worker.Metering;

/// <summary>Samples resident memory, and the count of collections, during a call once a millisecond, on a thread of its own that allocates nothing.</summary>
/// <remarks>For the plot only, because it misses what happens between two samples. Peak comes from the kernel's high-water mark.</remarks>
internal sealed class ResidentTimeline
{
    // When full, every second sample is dropped and the interval doubled, so that a call of any length fits.
    private const int Capacity = 1024;

    private readonly long[] _ticks = new long[Capacity];
    private readonly long[] _resident = new long[Capacity];
    private readonly (int Gen0, int Gen1, int Gen2)[] _collections = new (int, int, int)[Capacity];
    private readonly IPause _pause = HostPlatform.Threads.NewPause();
    private readonly Thread _thread;
    private int _count;
    private int _interval = 1;
    private volatile bool _stopped;

    public ResidentTimeline()
    {
        _thread = new Thread(Sample) { IsBackground = true, Name = "timeline" };
        _thread.Start();
    }

    /// <summary>Ends the sampling and returns the samples that lie within a call.</summary>
    /// <param name="meter">It has measured the call.</param>
    public IReadOnlyList<ResidentSample> Stop(Meter meter)
    {
        _stopped = true;
        _thread.Join();
        _pause.Dispose();
        var samples = new List<ResidentSample>();
        var before = meter.CollectionsBefore;
        var most = meter.Figures;
        for (var i = 0; i < _count; i++)
        {
            if (_ticks[i] < meter.StartedAt || _ticks[i] > meter.EndedAt)
                continue;
            var (gen0, gen1, gen2) = _collections[i];
            samples.Add(new ResidentSample(
                Stopwatch.GetElapsedTime(meter.StartedAt, _ticks[i]), _resident[i], InCall(gen0 - before.Gen0, most?.Gen0), InCall(gen1 - before.Gen1, most?.Gen1), InCall(gen2 - before.Gen2, most?.Gen2)));
        }

        return samples;
    }

    /// <summary>The meter collects, too, right before the call and right after it, where the last sample may have been on its way.</summary>
    private static int InCall(int collections, int? most) => Math.Clamp(collections, 0, most ?? int.MaxValue);

    private void Sample()
    {
        while (!_stopped)
        {
            if (_count == Capacity)
                Downsample();

            _ticks[_count] = Stopwatch.GetTimestamp();
            _resident[_count] = HostPlatform.Memory.Read();

            // The oldest generation first: a collection counts for all younger ones, so none of these is smaller than the next.
            var gen2 = GC.CollectionCount(2);
            var gen1 = GC.CollectionCount(1);
            _collections[_count] = (GC.CollectionCount(0), gen1, gen2);
            _count++;
            _pause.Wait(_interval);
        }
    }

    private void Downsample()
    {
        for (var i = 0; i < Capacity / 2; i++)
        {
            _ticks[i] = _ticks[2 * i];
            _resident[i] = _resident[2 * i];
            _collections[i] = _collections[2 * i];
        }

        _count = Capacity / 2;
        _interval *= 2;
    }
}
