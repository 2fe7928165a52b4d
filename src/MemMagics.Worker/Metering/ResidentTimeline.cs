using System.Diagnostics;
using MemMagics.Platform;
using MemMagics.Platform.Contract;
using MemMagics.Wire.Messages;

namespace MemMagics.Worker.Metering;

/// <summary>Samples resident memory during a call once a millisecond, on a thread of its own that allocates nothing.</summary>
/// <remarks>For the plot only, because it misses what happens between two samples. Peak comes from the kernel's high-water mark.</remarks>
internal sealed class ResidentTimeline
{
    // When full, every second sample is dropped and the interval doubled, so that a call of any length fits.
    private const int Capacity = 1024;

    private readonly long[] _ticks = new long[Capacity];
    private readonly long[] _resident = new long[Capacity];
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
    /// <param name="startedAt">The call's start, as a <see cref="Stopwatch"/> timestamp.</param>
    /// <param name="endedAt">The call's end.</param>
    public IReadOnlyList<ResidentSample> Stop(long startedAt, long endedAt)
    {
        _stopped = true;
        _thread.Join();
        _pause.Dispose();
        var samples = new List<ResidentSample>();
        for (var i = 0; i < _count; i++)
        {
            if (_ticks[i] >= startedAt && _ticks[i] <= endedAt)
                samples.Add(new ResidentSample(Stopwatch.GetElapsedTime(startedAt, _ticks[i]), _resident[i]));
        }

        return samples;
    }

    private void Sample()
    {
        while (!_stopped)
        {
            if (_count == Capacity)
                Downsample();

            _ticks[_count] = Stopwatch.GetTimestamp();
            _resident[_count] = HostPlatform.Memory.Read();
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
        }

        _count = Capacity / 2;
        _interval *= 2;
    }
}
