using System.Diagnostics;
using MemMagics.Wire.Messages;
using MemMagics.Wire.Metering;

namespace MemMagics.Worker.Metering;

/// <summary>Resident memory over the time of a call, read once a millisecond by a thread of its own that allocates nothing.</summary>
/// <remarks>For a picture only: what lies between two readings is not in it. Peak comes from the kernel's mark.</remarks>
internal sealed class ResidentTimeline
{
    // When it is full, every second sample is dropped and the pace halved: any length of call fits.
    private const int Capacity = 1024;

    private readonly long[] _ticks = new long[Capacity];
    private readonly long[] _resident = new long[Capacity];
    private readonly Thread _thread;
    private int _count;
    private int _pace = 1;
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
                Thin();

            _ticks[_count] = Stopwatch.GetTimestamp();
            _resident[_count] = ResidentMemory.Read();
            _count++;
            Thread.Sleep(_pace);
        }
    }

    private void Thin()
    {
        for (var i = 0; i < Capacity / 2; i++)
        {
            _ticks[i] = _ticks[2 * i];
            _resident[i] = _resident[2 * i];
        }

        _count = Capacity / 2;
        _pace *= 2;
    }
}
