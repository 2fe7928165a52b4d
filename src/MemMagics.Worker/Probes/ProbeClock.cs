using System.Diagnostics;
using MemMagics.Platform;
using MemMagics.Platform.Contract;

namespace MemMagics.Worker.Probes;

/// <summary>
/// A thread that writes the time into every table each millisecond. That is precise enough to know when resident memory is due
/// to be read; a <see cref="Stopwatch"/> would cost 30 ns at each line (docs/measurements.md, Line probes). A busy machine may let the
/// thread wait: lines that run often therefore write the time themselves, when they are looked at.
/// </summary>
internal sealed class ProbeClock : IDisposable
{
    private readonly Action<long> _tick;
    private readonly IPause _pause = HostPlatform.Threads.NewPause();
    private readonly Thread _thread;
    private volatile bool _stopped;

    public ProbeClock(Action<long> tick)
    {
        _tick = tick;
        _thread = new Thread(Run, maxStackSize: 128 * 1024) { IsBackground = true, Name = "MemMagics probe clock" };
        _thread.Start();
    }

    /// <summary>The time in milliseconds, counted from anywhere.</summary>
    public static long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
        _pause.Dispose();
    }

    private void Run()
    {
        while (!_stopped)
        {
            _pause.Wait(1);
            _tick(Now);
        }
    }
}
