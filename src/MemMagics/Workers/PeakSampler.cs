using System.Diagnostics;
using MemMagics.Platform;
using MemMagics.Wire.Messages;

namespace MemMagics.Workers;

/// <summary>
/// Peak where the system keeps no high-water mark, as in some sandboxes: the largest of samples, read a thousand times a second by a thread of this process, which
/// the worker's garbage collections do not stop. What came and went between two samples is missed.
/// </summary>
internal sealed class PeakSampler : IDisposable
{
    private const int UsualCapacity = 1 << 14;

    private readonly Lock _gate = new();
    private readonly long[] _times;
    private readonly long[] _sizes;
    private readonly Func<long> _read;
    private readonly Thread _thread;
    private int _count;
    private volatile bool _stopped;

    /// <param name="read">Reads the worker's memory, in bytes.</param>
    /// <param name="capacity">How many samples are kept. When there are so many, two become one, the larger, so that a run of any length fits.</param>
    public PeakSampler(Func<long> read, int capacity = UsualCapacity)
    {
        (_times, _sizes) = (new long[capacity], new long[capacity]);
        _read = read;
        _thread = new Thread(Sample) { IsBackground = true, Name = "peak", Priority = ThreadPriority.AboveNormal };
        _thread.Start();
    }

    /// <summary>A call's figures with the Peak that the samples show; unchanged when it has one.</summary>
    public CallFigures Complete(CallFigures call)
    {
        if (call.Peak is not null)
            return call;

        var most = call.ResidentBefore + Math.Max(call.Increment, 0);
        lock (_gate)
        {
            for (var i = 0; i < _count; i++)
            {
                if (_times[i] >= call.StartedAt && _times[i] <= call.EndedAt)
                    most = Math.Max(most, _sizes[i]);
            }
        }

        return call with { Peak = most - call.ResidentBefore, IsPeakSampled = true };
    }

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
    }

    private void Sample()
    {
        using var pause = HostPlatform.Threads.NewPause();
        while (!_stopped)
        {
            lock (_gate)
            {
                if (_count == _times.Length)
                    Halve();
                (_times[_count], _sizes[_count]) = (Stopwatch.GetTimestamp(), _read());
                _count++;
            }

            pause.Wait(1);
        }
    }

    private void Halve()
    {
        _count /= 2;
        for (var i = 0; i < _count; i++)
        {
            var larger = _sizes[2 * i] >= _sizes[2 * i + 1] ? 2 * i : 2 * i + 1;
            (_times[i], _sizes[i]) = (_times[larger], _sizes[larger]);
        }
    }
}
