using MemMagics.Magics;
using MemMagics.Measuring;
using MemMagics.Reports;

namespace MemMagics.Tests.Workers;

/// <summary>Whatever an exception is made of, it is shown, named as in the source, and takes no more room than other text.</summary>
[NonParallelizable] // looks at what this whole process allocates
internal sealed class ExceptionsOfMeasuredCodeTests
{
    private const string Types =
        """
        class Plain : Exception { }
        class Outer { public class Nested<T> : Exception { } }
        class NoMessage : Exception { public override string Message => null; }
        class BadMessage : Exception { public override string Message => throw new InvalidOperationException("no"); }
        class EndlessMessage : Exception { public override string Message { get { while (true) System.Threading.Thread.Sleep(10); } } }
        class LoudMessage : Exception { public override string Message { get { Console.Write("asked "); return "loud"; } } }
        class BadText : Exception { public override string ToString() => throw new Exception("no text"); public override string StackTrace => throw new Exception("no trace"); }
        class HugeMessage : Exception { public override string Message => new string('x', 40_000_000); }
        Exception Chain(int depth) { Exception e = new Plain(); for (var i = 0; i < depth; i++) e = new InvalidOperationException("level " + i, e); return e; }
        class Flushed : System.IO.StringWriter { public override void Flush() => throw new InvalidOperationException("no flush"); }
        class Stuck : System.IO.StringWriter { public override void Flush() => System.Threading.Thread.Sleep(-1); }
        """;

    private static MemoryProfiler s_profiler = null!;

    [OneTimeSetUp]
    public static void HaveWorkers() => s_profiler = new MemoryProfiler();

    [OneTimeTearDown]
    public static async Task EndWorkers() => await s_profiler.DisposeAsync();

    [TestCase("throw new Plain();", "Plain: Exception of type 'Plain' was thrown.")]
    [TestCase("throw new Outer.Nested<List<int>>();", "Outer.Nested<List<int>>: ")]
    [TestCase("throw new NoMessage();", "NoMessage\n   at the cell's code in cell 2, line 1")]
    [TestCase("throw new BadMessage();", "BadMessage: (its Message threw System.InvalidOperationException)\n")]
    [TestCase("throw new EndlessMessage();", "EndlessMessage: (its Message did not return within 2 s)\n")]
    [TestCase("throw new BadText();", "BadText: ")]
    [TestCase("throw new ArgumentException(\"odd\", \"n\");", "System.ArgumentException: odd (Parameter 'n')\n")]
    public async Task AnExceptionIsNamedAsInTheSource(string code, string begins)
    {
        await using var session = await ScriptSession.Start(s_profiler, Types);

        // act
        var report = await Cold(session, code);

        // assert
        Assert.That(report.Failure, Does.StartWith(begins));
        Assert.That(report.Failure, Does.Contain("at the cell's code in cell 2, line 1"));
    }

    [TestCase("throw new Exception(new string('x', 40_000_000));")]
    [TestCase("throw new HugeMessage();")]
    [TestCase("throw Chain(100_000);")]
    [TestCase("throw new AggregateException(Enumerable.Range(0, 100_000).Select(i => new Exception(new string('x', 1_000))));")]
    [TestCase("throw new AggregateException(\"many\", Enumerable.Repeat(new HugeMessage(), 16));")]
    [TestCase("int Down(int n) => n == 0 ? throw new Plain() : 1 + Down(n - 1); return Down(20_000);", Description = "a trace of 20,000 frames")]
    public async Task AnExceptionOfAnySizeIsBounded(string code)
    {
        // arrange: what a small one costs in the notebook's process, with the compiler's part
        await using var session = await ScriptSession.Start(s_profiler, Types);
        var start = GC.GetTotalAllocatedBytes(precise: true);
        _ = await Cold(session, "throw new Plain();");
        var before = GC.GetTotalAllocatedBytes(precise: true);

        // act
        var report = await Cold(session, code);

        // assert
        Assert.That(report.Failure, Is.Not.Null.And.Length.LessThan(200_000));
        Assert.That(report.Failure, Does.Match("^[\\w.]*(Exception|Plain|HugeMessage)\\b"));
        var after = GC.GetTotalAllocatedBytes(precise: true);
        Assert.That((after - before) - (before - start), Is.LessThan(64 << 20), "in the notebook's process");
    }

    [TestCase("#!memit", "throw new Exception(new string('x', 40_000_000));")]
    [TestCase("#!memit", "throw Chain(100_000);")]
    public async Task InProcessToo(string magic, string code)
    {
        await using var session = await ScriptSession.Start(s_profiler, Types);

        // act
        var report = await session.Memit(code, request => request with { State = StateMode.InProcess });

        // assert
        Assert.That(report.Failure, Is.Not.Null.And.Length.LessThan(200_000), magic);
    }

    [Test]
    public async Task WhatAMessagePrintsIsPrinted()
    {
        await using var session = await ScriptSession.Start(s_profiler, Types);

        // act
        var report = await Cold(session, "throw new LoudMessage();");

        // assert
        Assert.That(report.Failure, Does.StartWith("LoudMessage: loud\n"));
        Assert.That(report.Printed, Is.EqualTo("asked "));
    }

    [Test]
    public async Task OfAChainTheFirstLinksAreShownAndTheRestIsMentioned()
    {
        await using var session = await ScriptSession.Start(s_profiler, Types);

        // act
        var report = await Cold(session, "throw Chain(100);");

        // assert
        Assert.That(report.Failure, Does.StartWith("System.InvalidOperationException: level 99\n").And.Contain(" ---> System.InvalidOperationException: level 83").And.EndWith(" ---> …: deeper inner exceptions are left out"));
    }

    [Test]
    public async Task OfManyInnerExceptionsTheFirstIsShownAndTheOthersAreCounted()
    {
        await using var session = await ScriptSession.Start(s_profiler, Types);

        // act
        var report = await Cold(session, "throw new AggregateException(\"many\", Enumerable.Range(0, 1000).Select(i => new Exception(\"inner \" + i)));");

        // assert
        Assert.That(report.Failure, Does.StartWith("System.AggregateException: many (1,000 inner exceptions, of which the first follows)").And.Contain(" ---> System.Exception: inner 0"));
        Assert.That(report.Failure, Does.Not.Contain("inner 1"));
    }

    [Test]
    public async Task AnExceptionOnAThreadIsNamedAsInTheSource()
    {
        await using var session = await ScriptSession.Start(s_profiler, Types);

        // act
        var failure = Assert.ThrowsAsync<MagicException>(
            () => Cold(session, "var t = new System.Threading.Thread(() => throw new Plain()); t.Start(); t.Join(); System.Threading.Thread.Sleep(-1);"))!;

        // assert
        Assert.That(failure.Message, Does.Contain("Unhandled exception. Plain: ").And.Not.Contain("Submission#"));
    }

    [TestCase("System.Threading.Thread.CurrentThread.Interrupt();", 0)]
    [TestCase("System.Threading.Thread.CurrentThread.Interrupt(); return new byte[1000];", 1024)]
    [TestCase("GC.Collect(); System.Threading.Thread.CurrentThread.Interrupt(); return new byte[1000];", 1024)]
    [TestCase("Console.SetOut(new Flushed());", null)]
    [TestCase("Console.SetError(new Flushed());", null)]
    [TestCase("Console.SetOut(new Stuck());", null)]
    public async Task WhatWaitsForTheWorkerLaterDoesNotTakeItsFigures(string code, int? allocated)
    {
        await using var session = await ScriptSession.Start(s_profiler, Types);

        // act
        var report = await session.Memit(code, request => request with { Repeat = 3, Call = CallChoice.Warm });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Runs, Has.Count.EqualTo(3));
        if (allocated is not null)
            Assert.That(report.Runs.Select(run => run.Allocated), Is.All.EqualTo(allocated));
    }

    [TestCase("Environment.Exit(0)", "ended the process with exit code 0")]
    [TestCase("Environment.Exit(134)", "ended the process with exit code 134")]
    [TestCase("Environment.Exit(137)", "ended the process with exit code 137")]
    [TestCase("Environment.Exit(139)", "ended the process with exit code 139")]
    [TestCase("Environment.Exit(141)", "ended the process with exit code 141")]
    [TestCase("Environment.Exit(255)", "ended the process with exit code 255")]
    [TestCase("Environment.Exit(-1)", "ended the process with exit code")]
    [TestCase("LibC._exit(200)", "ended the process with exit code 200", ExcludePlatform = "Win", Reason = "Calls the C library.")]
    [TestCase("LibC.kill(Environment.ProcessId, 9)", "SIGKILL", ExcludePlatform = "Win", Reason = "Calls the C library.")]
    [TestCase("LibC.kill(Environment.ProcessId, 14)", "SIGALRM (142)", ExcludePlatform = "Win", Reason = "Calls the C library.")]
    [TestCase("LibC.kill(Environment.ProcessId, 31)", "SIGSYS", ExcludePlatform = "Win", Reason = "Calls the C library.")]
    [TestCase("LibC.abort()", "SIGABRT", ExcludePlatform = "Win", Reason = "Calls the C library.")]
    public async Task TheEndOfAWorkerIsToldAsItWas(string code, string expected)
    {
        await using var session = await ScriptSession.Start(
            s_profiler,
            $"static class LibC {{ {NativeFunctions.LibC("void _exit(int code)", "int kill(int process, int signal)", "void abort()")} }}");

        // act
        var failure = Assert.ThrowsAsync<MagicException>(() => Cold(session, $"{code}; System.Threading.Thread.Sleep(-1);"))!;

        // assert
        Assert.That(failure.Message, Does.StartWith("The worker died in run 1 of 1: ").And.Contain(expected));
    }

    private static Task<MemitReport> Cold(ScriptSession session, string code) =>
        session.Memit(code, request => request with { Repeat = 1, Call = CallChoice.Cold });
}
