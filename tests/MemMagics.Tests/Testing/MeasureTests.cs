using System.Globalization;
using MemMagics.Reports;
using MemMagics.Testing;

namespace MemMagics.Tests.Testing;

/// <summary><see cref="Memory"/> with code that is not as it should be, and with other threads around.</summary>
[NonParallelizable]
public class MeasureTests
{
    // As all static fields, it has in a fresh process what its initialiser gives it.
    private static Action? s_meanwhile;
    private static int s_size = 10;

    [Test]
    public void BytesOfOtherThreadsAreNeverInAFigureThatIsCalledExact()
    {
        using var others = new OtherThread();
        s_meanwhile = others.Allocate;
        try
        {
            var measured = Memory.Measure(() =>
            {
                s_meanwhile?.Invoke();
                return new byte[1000];
            });

            Assert.That((measured.Allocated, measured.IsExact, measured.IsFirstExact), Is.EqualTo((1_024, true, true)), measured.ToString());
            Assert.That(measured.Report!.Conditions.State, Is.EqualTo(StateMode.Snapshot));
            Assert.That(measured.Notes, Has.Some.StartsWith("Measured in fresh processes, where static fields are what their own initialisers make them"));
        }
        finally
        {
            s_meanwhile = null;
        }
    }

    [Test]
    public void AFreshProcessWhoseStaticFieldsMakeItAnotherCallGivesNoFigure()
    {
        using var others = new OtherThread();
        (s_meanwhile, s_size) = (others.Allocate, 2000);
        try
        {
            var measured = Memory.Measure(() =>
            {
                s_meanwhile?.Invoke();
                return new byte[s_size];
            });

            Assert.That((measured.IsExact, measured.Report), Is.EqualTo((false, (MemitReport?)null)), measured.ToString());
            Assert.That(measured.AllocatedAtLeast, Is.GreaterThanOrEqualTo(2_024));
            Assert.That(measured.Notes, Has.Some.Contains("In fresh processes, where static fields are what their own initialisers make them, the code allocated 40 B, which it cannot have done here."));
        }
        finally
        {
            (s_meanwhile, s_size) = (null, 10);
        }
    }

    [Test]
    public void AnotherThreadThatAllocatesTheSameInEachLongCallIsNotTakenForTheCode()
    {
        using var others = new OtherThread(growth: 0);

        var measured = Memory.Measure(() =>
        {
            others.Allocate();
            Thread.Sleep(2);
        });

        Assert.That(measured.IsExact, Is.False, measured.ToString());
        Assert.That(measured.Allocated - measured.AllocatedAtLeast, Is.GreaterThanOrEqualTo(1_024));
    }

    [Test]
    public void TheLuckiestOfCallsThatDifferIsNoFigure()
    {
        using var others = new OtherThread();
        var calls = 0;

        // Each third call allocates on its own thread only, and less than any other.
        void Code()
        {
            if (++calls % 3 == 0)
                GC.KeepAlive(new byte[100]);
            else
                others.Allocate();
        }

        var measured = Memory.Measure(Code);

        Assert.That(measured.IsExact, Is.False, measured.ToString());
        Assert.That(measured.Allocated, Is.GreaterThanOrEqualTo(2_024));
        Assert.That(() => Memory.Budget(Code, allocated: 1_000), Throws.TypeOf<AssertionException>());
    }

    [Test]
    public void WhereNothingCanTellWhoseBytesTheyAreTheFigureSaysSo()
    {
        using var others = new OtherThread();

        var measured = Memory.Measure(() =>
        {
            others.Allocate();
            return new byte[1000];
        });

        Assert.That(measured.IsExact, Is.False, measured.ToString());
        Assert.That(measured.AllocatedAtLeast, Is.GreaterThanOrEqualTo(1_024).And.LessThan(measured.Allocated));
        Assert.That(measured.Notes[0], Does.StartWith("Up to ").And.Contains("may be others'").And.Contains("In a fresh process the code could not be measured: others "));
        Assert.That(measured.ToString(), Does.StartWith("allocated at most "));
    }

    [Test]
    public void ABudgetThatNobodyCanCheckFailsAndOneThatCoversAllPasses()
    {
        using var others = new OtherThread();

        Assert.That(() => Memory.Budget(others.Allocate, allocated: 900), Throws.TypeOf<AssertionException>().With.Message.StartsWith("Nobody can tell whether it is over budget: allocated between "));
        Assert.That(Memory.Budget(others.Allocate, allocated: 100_000_000).IsExact, Is.False);
    }

    [Test]
    public void WhatTheCodeThrowsIsTheSameObject()
    {
        var thrown = new InvalidOperationException("mine");

        Assert.That(Assert.Throws<InvalidOperationException>(() => Memory.Measure(() => throw thrown)), Is.SameAs(thrown));
        Assert.That(Assert.Throws<InvalidOperationException>(() => Memory.Measure(async () => { await Task.Yield(); throw thrown; })), Is.SameAs(thrown));
        Assert.That(() => Memory.MeasureInFreshProcess(() => int.Parse("x", CultureInfo.InvariantCulture)), Throws.TypeOf<MagicException>().With.Message.Contains("FormatException"));
    }

    [Test]
    public void CodeThatCanBeCalledOnceIsMeasuredOnce()
    {
        var left = new Queue<int>([1]);

        var measured = Memory.Measure(() => new byte[1000 * left.Dequeue()]);

        Assert.That((measured.Measured, measured.AllocatedAtLeast), Is.EqualTo((MeasuredCall.FirstCall, 1_024)), measured.ToString());
        Assert.That(measured.Notes, Has.Some.Contains("the second one").And.Some.Contains("InvalidOperationException"));
    }

    [Test]
    public void CodeThatIsNoneIsRefused()
    {
        Assert.That(() => Memory.Measure((Action)null!), Throws.ArgumentNullException);
        Assert.That(() => Memory.Measure((Func<int>)null!), Throws.ArgumentNullException);
        Assert.That(() => Memory.Measure((Func<Task>)null!), Throws.ArgumentNullException);
        Assert.That(() => Memory.Measure((Action)NobodyWaitsForIt), Throws.ArgumentException.With.Message.Contains("async void"));
        Assert.That(() => Memory.Lines(() => 1, " "), Throws.ArgumentException);
        Assert.That(() => Memory.Lines(() => 1, null!), Throws.ArgumentNullException);
        Assert.That(() => Memory.Lines(() => 1, "Nowhere.Nothing"), Throws.TypeOf<MagicException>().With.Message.Contains("Nowhere"));
        Assert.That(() => Memory.Budget(), Throws.ArgumentException.With.Message.Contains("at least one limit"));
        Assert.That(() => Memory.Budget(peak: -1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Memory.Measure(() => Memory.Measure(() => 1)), Throws.InvalidOperationException.With.Message.Contains("measures something itself"));
    }

    [Test]
    public void AMeasurementIsStopped()
    {
        var called = 0;
        using var stop = new CancellationTokenSource();

        Assert.That(() => Memory.Measure(() => { called++; stop.Cancel(); }, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(called, Is.EqualTo(1));
        Assert.That(() => Memory.MeasureInFreshProcess(() => Thread.Sleep(Timeout.Infinite), new CancellationTokenSource(TimeSpan.FromMilliseconds(200)).Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void TheCodeFindsTheTestsCultureAndNoContextThatItWouldWaitFor()
    {
        var (culture, context) = (CultureInfo.CurrentCulture, SynchronizationContext.Current);
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        SynchronizationContext.SetSynchronizationContext(new NeverRunning());
        try
        {
            var text = "";
            Memory.Measure(async () =>
            {
                await Task.Yield();
                text = 1.5.ToString(CultureInfo.CurrentCulture);
            });

            Assert.That(text, Is.EqualTo("1,5"));
            Assert.That(SynchronizationContext.Current, Is.InstanceOf<NeverRunning>());
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static async void NobodyWaitsForIt() => await Task.Yield();

    private sealed class NeverRunning : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }

    /// <summary>Allocates while a caller waits, each time more than before, or the same. It cannot leave its process.</summary>
    private sealed class OtherThread : IDisposable
    {
        private readonly SemaphoreSlim _begin = new(0);
        private readonly SemaphoreSlim _end = new(0);
        private readonly Thread _thread;
        private volatile bool _stops;

        private readonly int _growth;

        public OtherThread(int growth = 1000)
        {
            _growth = growth;
            _thread = new Thread(Run) { IsBackground = true };
            _thread.Start();
        }

        public void Allocate()
        {
            _begin.Release();
            _end.Wait();
        }

        public void Dispose()
        {
            _stops = true;
            _begin.Release();
            _thread.Join();
        }

        private void Run()
        {
            for (var size = 1000; ; size += _growth)
            {
                _begin.Wait();
                if (_stops)
                    return;
                GC.KeepAlive(new byte[size]);
                _end.Release();
            }
        }
    }
}
