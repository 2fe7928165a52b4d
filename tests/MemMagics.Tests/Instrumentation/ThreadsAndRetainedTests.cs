using MemMagics.Reports;

namespace MemMagics.Tests.Instrumentation;

/// <summary>Work on the thread pool, what other threads allocate meanwhile, and what stays alive line by line.</summary>
public class ThreadsAndRetainedTests
{
    private const string Cell = """
        using System.Threading;

        byte[][] Fill(int n)
        {
            var all = new byte[n][];
            for (var i = 0; i < n; i++)
                all[i] = new byte[100];
            return all;
        }

        object InParallel(int n)
        {
            var results = new object[n];
            Parallel.For(0, n, i => results[i] = Fill(1000));
            return results;
        }

        object InTasks(int n) => Task.WhenAll(Enumerable.Range(0, n).Select(i => Task.Run(() => Fill(1000)))).Result;

        object AtOnce(int n)
        {
            var results = new object[n];
            var begun = 0;
            var threads = Enumerable.Range(0, n).Select(i => new Thread(() =>
            {
                Interlocked.Increment(ref begun);
                while (Volatile.Read(ref begun) < n)
                    Thread.SpinWait(10);
                results[i] = Fill(10);
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            return results;
        }

        object Waits()
        {
            var thread = new Thread(Elsewhere);
            thread.Start();
            thread.Join();
            return thread;
        }

        void Elsewhere() => GC.KeepAlive(new byte[1_000_000]);

        object KeepsOnThreads(int n)
        {
            var all = new object[n];
            var threads = Enumerable.Range(0, n).Select(i => new Thread(() =>
            {
                all[i] = new byte[1_000_000];
            })).ToList();
            threads.ForEach(thread => thread.Start());
            threads.ForEach(thread => thread.Join());
            return all;
        }

        class Holder { public byte[] Held = new byte[2_000_000]; }
        var holder = new Holder();

        void Drops(Holder from)
        {
            from.Held = null;
            GC.KeepAlive(new byte[100]);
        }

        class Slow
        {
            public static int Ended;
            ~Slow()
            {
                Thread.Sleep(3);
                Interlocked.Increment(ref Ended);
            }
        }

        object AfterGarbage()
        {
            Litter();
            return OnFinalizers();
        }

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        void Litter()
        {
            for (var i = 0; i < 3; i++)
                new Slow();
        }

        object OnFinalizers()
        {
            for (var i = 0; i < 100 && Volatile.Read(ref Slow.Ended) < 2; i++)
                Thread.Sleep(5);
            Thread.Sleep(20);
            return new byte[1000];
        }

        object locked = new();
        class Locking(object of)
        {
            ~Locking()
            {
                lock (of) { }
            }
        }

        object HoldsALock()
        {
            lock (locked)
            {
                Leave(locked);
                return new byte[1000];
            }
        }

        void Leave(object of) => new Locking(of);

        object Keeps()
        {
            var kept = new byte[1_000_000];
            for (var i = 0; i < 3; i++)
                Passing(i);
            var more = new byte[2_000_000];
            return new[] { kept, more };
        }

        void Passing(int i) => GC.KeepAlive(new byte[500_000 + i]);
        """;

    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task StartSession() => _session = await ScriptSession.Start(Cell);

    [OneTimeTearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [TestCase("InParallel(8)")]
    [TestCase("InTasks(8)")]
    public async Task AFunctionOnThePoolShowsWhatAllItsThreadsAllocated(string code)
    {
        // act
        var fill = (await _session.Mprun(code, "Fill"))["Fill"];

        // assert
        Assert.That(LineTable.Of(fill), Is.EqualTo(new[]
        {
            "3 byte[][] Fill(int n)",
            "4 {",
            "5     var all = new byte[n][]; | 8x 64192 B",
            "6     for (var i = 0; i < n; i++) | 8008x 0 B",
            "7         all[i] = new byte[100]; | 8000x 1024000 B",
            "8     return all; | 8x 0 B",
            "9 }",
        }));
        Assert.That(fill.Total, Has.Property("Activations").EqualTo(8).And.Property("Allocated").EqualTo(64_192 + 1_024_000));
    }

    // Of such runs four in ten were charged for the probe's waiting, and for what it did first in a process.
    [Test]
    public async Task ThreadsThatEnterAFunctionAtOnceAreChargedForNothingOfTheProbe()
    {
        await using var session = await ScriptSession.Start(Cell);
        for (var i = 0; i < 10; i++)
        {
            var report = await session.Mprun("AtOnce(16)", "Fill");

            Assert.That(report.AllocatedWithProbes, Is.EqualTo(report.AllocatedWithoutProbes ?? report.AllocatedWithProbes));
            Assert.That(report.Functions[0].Total, Is.EqualTo(report.Functions[0].Total with { Activations = 16, Allocated = 16 * (24 + (10 * 8) + (10 * 128)) }));
        }
    }

    [Test]
    public async Task WhatOtherThreadsAllocateMeanwhileIsSaidBelowTheTable()
    {
        // act
        var report = await _session.Mprun("Waits()", "Waits");

        // assert
        var waits = report["Waits"];
        Assert.That(waits.Lines.Sum(line => line.Allocated ?? 0), Is.EqualTo(waits.Total.Allocated).And.LessThan(1_000_000));
        Assert.That(waits.Total.AllocatedElsewhere, Is.InRange(1_000_024, 1_000_024 + 4096));
        Assert.That(ReportText.Render(report), Does.Contain($"other threads allocated {ByteSize.Exact(waits.Total.AllocatedElsewhere)} meanwhile"));
    }

    [Test]
    public async Task RetainedShowsWhatStaysAliveAndNotWhatPassed()
    {
        // act
        var keeps = (await _session.Mprun("Keeps()", request => request with { Functions = ["Keeps"], Retained = true }))["Keeps"];

        // assert
        LineFigures Line(string content) => keeps.Lines.Single(line => line.Content.Contains(content));
        Assert.That(Line("var kept").Retained, Is.EqualTo(1_000_024).Within(1).Percent);
        Assert.That(Line("Passing(i)").Retained, Is.EqualTo(0).Within(10_000));
        Assert.That(Line("Passing(i)").Allocated, Is.EqualTo(3 * 500_024 + 8).Within(8));
        Assert.That(Line("var more").Retained, Is.EqualTo(2_000_024).Within(1).Percent);
        Assert.That(keeps.Total.AllocatedElsewhere, Is.Zero, "the probe's own collections are not the code's");
    }

    [Test]
    public async Task WhatTheRuntimeAllocatesForACollectionBeforeAFunctionIsNotAnotherThreads()
    {
        // GIVEN garbage whose finalizers take a while: what the runtime does on their thread after a collection comes behind them
        var onFinalizers = (await _session.Mprun("AfterGarbage()", request => request with { Functions = ["OnFinalizers"], Retained = true }))["OnFinalizers"];

        // THEN it has been waited for
        Assert.That(onFinalizers.Total.AllocatedElsewhere, Is.Zero);
    }

    [Test]
    public async Task AFinalizerThatWaitsForALockOfTheCodeIsNotWaitedForWithoutEnd()
    {
        // act
        var holds = (await _session.Mprun("HoldsALock()", request => request with { Functions = ["HoldsALock"], Retained = true }))["HoldsALock"];

        // assert
        Assert.That(holds.Lines.Single(line => line.Content.Contains("new byte[1000]")).Retained, Is.EqualTo(1_024).Within(10_000));
    }

    [Test]
    public async Task RetainedOfThreadsIsAllThere()
    {
        // act
        var keeps = (await _session.Mprun("KeepsOnThreads(4)", request => request with { Functions = ["KeepsOnThreads"], Retained = true }))["KeepsOnThreads"];

        // assert: a thread that collected earlier takes nothing back; which line of which thread is charged is chance, as the note says
        Assert.That(keeps.Lines.Sum(line => line.Retained ?? 0), Is.EqualTo(4_000_096).Within(3).Percent);
    }

    [Test]
    public async Task ALineThatDropsAnObjectShowsItThoughItAllocatesNothing()
    {
        // act
        var drops = (await _session.Mprun("Drops(holder)", request => request with { Functions = ["Drops"], Retained = true }))["Drops"];

        // assert
        Assert.That(drops.Lines.Single(line => line.Content.Contains("= null")).Retained, Is.EqualTo(-2_000_024).Within(1).Percent);
    }
}
