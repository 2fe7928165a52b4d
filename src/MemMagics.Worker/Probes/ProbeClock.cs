namespace MemMagics.Worker.Probes;

/// <summary>
/// A thread that increments a counter in every table each millisecond. That is precise enough to know when resident memory is due
/// to be read; a <see cref="System.Diagnostics.Stopwatch"/> would cost 30 ns at each line (docs/measurements.md, Line probes).
/// </summary>
internal sealed class ProbeClock : IDisposable
{
    private readonly Action _tick;
    private readonly Thread _thread;
    private volatile bool _stopped;

    public ProbeClock(Action tick)
    {
        _tick = tick;
        _thread = new Thread(Run, maxStackSize: 128 * 1024) { IsBackground = true, Name = "MemMagics probe clock" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
    }

    private void Run()
    {
        while (!_stopped)
        {
            Thread.Sleep(1);
            _tick();
        }
    }
}
