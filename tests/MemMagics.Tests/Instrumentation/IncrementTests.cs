using MemMagics.Platform;
using MemMagics.Reports;

namespace MemMagics.Tests.Instrumentation;

/// <summary>Increments make sense: they add up, they stand on the line that moved resident memory, and they are negative where it went down.</summary>
public class IncrementTests
{
    private const long Mebibyte = 1 << 20;

    private const string Cell = """
        using System.Runtime.CompilerServices;

        static double[] Touched(int mebibytes)
        {
            var array = new double[mebibytes << 17];
            Array.Fill(array, 1.0);
            return array;
        }

        double OneLine(int mebibytes)
        {
            var before = 0.5;
            before += 1;
            var array = Touched(mebibytes);
            before += array[^1];
            return before + array.Length;
        }

        double InALoop(int n)
        {
            var sum = 0.0;
            for (var i = 0; i < 20000; i++)
                sum += i;
            var kept = new List<double[]>();
            for (var i = 0; i < n; i++)
            {
                sum += 1;
                kept.Add(Touched(1));
                sum += 2;
            }
            for (var i = 0; i < 20000; i++)
                sum += i;
            return sum + kept.Count;
        }

        double Late(int mebibytes)
        {
            var sum = 0.0;
            for (var i = 0; i < 2_000_000; i++)
                sum += i;
            var array = Touched(mebibytes);
            for (var i = 0; i < 2_000_000; i++)
                sum += i;
            return sum + array[0];
        }

        double UntouchedFirst(int mebibytes)
        {
            var array = GC.AllocateUninitializedArray<double>(mebibytes << 17);
            var half = array.AsSpan(0, array.Length / 2);
            half.Fill(1);
            array.AsSpan(array.Length / 2).Fill(2);
            return array[0];
        }

        double GivenBack(int mebibytes)
        {
            var length = Make(mebibytes);
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            return length;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        double Make(int mebibytes) => Touched(mebibytes).Length;

        double Deep(int depth)
        {
            var mine = Touched(1);
            var rest = depth == 0 ? 0 : Deep(depth - 1);
            return mine[0] + rest;
        }

        double Caller(int mebibytes)
        {
            var first = Callee(mebibytes);
            var second = Callee(2 * mebibytes);
            return first[0] + second[0];
        }

        double[] Callee(int mebibytes)
        {
            var array = Touched(mebibytes);
            return array;
        }

        async Task<double> Awaiting(int mebibytes)
        {
            await Task.Yield();
            var first = Touched(mebibytes);
            await Task.Delay(1);
            var second = Touched(2 * mebibytes);
            await Task.Yield();
            return first[0] + second[0];
        }

        double Parallel4(int mebibytes)
        {
            var all = new double[4][];
            Parallel.For(0, 4, i => all[i] = Worker(mebibytes));
            return all.Sum(array => array[0]);
        }

        double[] Worker(int mebibytes)
        {
            var array = Touched(mebibytes);
            return array;
        }
        """;

    /// <summary>
    /// Whose memory it is nobody knows where a thread's page faults are not counted: there a line may have the stacks of threads that the pool starts or
    /// ends meanwhile, 1 MiB each under Wine. So much is touched that they do not matter.
    /// </summary>
    private static readonly int s_mebibytesBesideThreads = HostPlatform.Memory.CountsTouchedPages ? 4 : 128;

    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task StartSession() => _session = await ScriptSession.Start(Cell);

    [OneTimeTearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [TestCase("OneLine(1)", "OneLine", 1, TestName = "{m}(1 MiB)")]
    [TestCase("OneLine(8)", "OneLine", 8, TestName = "{m}(8 MiB)")]
    [TestCase("InALoop(10)", "InALoop", 10, TestName = "{m}(ten times 1 MiB in a loop)")]
    [TestCase("Late(8)", "Late", 8, TestName = "{m}(between loops of millions of lines)")]
    public async Task WhatALineTouchesShowsOnItAndNowhereElse(string code, string function, int mebibytes)
    {
        // act
        var lines = (await _session.Mprun(code, function))[function];

        // assert
        AssertAddsUp(lines);
        AssertIncrement(Line(lines, "Touched("), mebibytes * Mebibyte);
        AssertNothingElsewhere(lines, "Touched(", mebibytes);
    }

    [Test]
    public async Task MemoryShowsOnTheLineThatTouchesItNotOnTheOneThatAllocates()
    {
        // act
        var lines = (await _session.Mprun("UntouchedFirst(16)", "UntouchedFirst"))["UntouchedFirst"];

        // assert
        AssertAddsUp(lines);
        Assert.That(Line(lines, "AllocateUninitializedArray").Increment, Is.LessThan(Mebibyte / 2));
        Assert.That(Line(lines, "AllocateUninitializedArray").Allocated, Is.EqualTo(16 * Mebibyte + 24));
        AssertIncrement(Line(lines, "half.Fill"), 8 * Mebibyte);
        AssertIncrement(Line(lines, "Fill(2)"), 8 * Mebibyte);
    }

    [Test]
    public async Task ALineThatGivesMemoryBackHasANegativeIncrement()
    {
        // act
        var lines = (await _session.Mprun("GivenBack(32)", "GivenBack"))["GivenBack"];

        // assert
        AssertAddsUp(lines);
        AssertIncrement(Line(lines, "Make("), 32 * Mebibyte);
        Assert.That(Line(lines, "GC.Collect").Increment, Is.EqualTo(-32 * Mebibyte).Within(Mebibyte));
        Assert.That(lines.Total.Increment, Is.EqualTo(0).Within(Mebibyte));
    }

    [Test]
    public async Task ARecursiveFunctionCountsItsMemoryOnce()
    {
        // act
        var lines = (await _session.Mprun("Deep(7)", "Deep"))["Deep"];

        // assert
        AssertAddsUp(lines);
        AssertIncrement(Line(lines, "Touched("), 1 * Mebibyte);
        AssertIncrement(Line(lines, "Deep(depth - 1)"), 7 * Mebibyte);
    }

    [Test]
    public async Task ACalleeAndItsCallerShowTheSameMemoryEachOnItsLines()
    {
        // act: two nested -f at once
        var report = await _session.Mprun("Caller(4)", "Caller", "Callee");

        // assert
        AssertAddsUp(report["Caller"]);
        AssertAddsUp(report["Callee"]);
        AssertIncrement(Line(report["Caller"], "first = "), 4 * Mebibyte);
        AssertIncrement(Line(report["Caller"], "second = "), 8 * Mebibyte);
        AssertIncrement(Line(report["Callee"], "Touched("), 12 * Mebibyte);
        AssertNothingElsewhere(report["Callee"], "Touched(", 12);
    }

    [Test]
    public async Task AnAsyncFunctionShowsMemoryOnItsLinesAndNotWhatHappenedWhileItWaited()
    {
        // act
        var lines = (await _session.Mprun($"await Awaiting({s_mebibytesBesideThreads})", "Awaiting"))["Awaiting"];

        // assert
        AssertAddsUp(lines);
        AssertIncrement(Line(lines, "first = "), s_mebibytesBesideThreads * Mebibyte);
        AssertIncrement(Line(lines, "second = "), 2 * s_mebibytesBesideThreads * Mebibyte);
    }

    [Test]
    public async Task ThreadsInTheSameFunctionDoNotCountTheSameMemoryTwice()
    {
        // act
        var report = await _session.Mprun($"Parallel4({s_mebibytesBesideThreads})", "Parallel4", "Worker");

        // assert
        AssertAddsUp(report["Parallel4"]);
        AssertAddsUp(report["Worker"]);
        var touched = 4 * s_mebibytesBesideThreads * Mebibyte;
        if (HostPlatform.Memory.CountsTouchedPages)
        {
            AssertIncrement(Line(report["Worker"], "Touched("), touched);
            AssertIncrement(Line(report["Parallel4"], "Parallel.For"), touched);
        }
        else
        {
            // A line may have what another thread has touched in the function's other lines.
            Assert.That(report["Worker"].Total.Increment, Is.EqualTo(touched).Within(5).Percent);
            Assert.That(report["Parallel4"].Total.Increment, Is.EqualTo(touched).Within(5).Percent);
        }
    }

    private static void AssertAddsUp(FunctionLines function) =>
        Assert.That(function.Lines.Sum(line => line.Increment ?? 0), Is.EqualTo(function.Total.Increment));

    private static void AssertIncrement(LineFigures line, long bytes) =>
        Assert.That(line.Increment, Is.EqualTo(bytes).Within(5).Percent, line.Content);

    private static void AssertNothingElsewhere(FunctionLines function, string content, int mebibytes) =>
        Assert.That(
            function.Lines.Where(line => !line.Content.Contains(content) && line.Increment is not null).Select(line => line.Increment),
            Has.All.EqualTo(0).Within(mebibytes * Mebibyte / 20));

    private static LineFigures Line(FunctionLines function, string content) => function.Lines.Single(line => line.Content.Contains(content) && line.Occurrences > 0);
}
