using MemMagics.Testing;

namespace MemMagics.Tests.Testing;

/// <summary>Tests that run side by side, and measure.</summary>
[NonParallelizable]
public class MeasurementTurnTests
{
    [Test]
    public void OneMeasurementIsMadeAtATime()
    {
        var (running, most, made) = (0, 0, 0);
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 100; i++)
                MeasurementTurn.Run(Measure, CancellationToken.None);
        })).ToList();

        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());

        Assert.That((most, made), Is.EqualTo((1, 400)));

        int Measure()
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            made++;
            Thread.Yield();
            return Interlocked.Decrement(ref running);
        }
    }

    [Test]
    public void AMeasurementThatWaitsForItsTurnCanBeStopped()
    {
        using var isMeasuring = new ManualResetEventSlim();
        using var isStopped = new ManualResetEventSlim();
        using var stop = new CancellationTokenSource();
        var other = new Thread(() => MeasurementTurn.Run(Measure, CancellationToken.None)) { IsBackground = true };
        other.Start();
        isMeasuring.Wait();
        try
        {
            var waiting = Task.Factory.StartNew(() => MeasurementTurn.Run(static () => 1, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            stop.Cancel();

            Assert.That(async () => await waiting, Throws.InstanceOf<OperationCanceledException>());
        }
        finally
        {
            isStopped.Set();
            other.Join();
        }

        int Measure()
        {
            isMeasuring.Set();
            isStopped.Wait();
            return 0;
        }
    }

    [Test]
    public void AMeasurementThatFailsLetsTheNextOneIn()
    {
        Assert.That(() => Memory.Measure(static () => int.Parse("x")), Throws.TypeOf<FormatException>());

        var other = Task.Run(static () => Memory.Measure(static () => 1).Allocated);

        Assert.That(other.Result, Is.Zero);
    }
}
