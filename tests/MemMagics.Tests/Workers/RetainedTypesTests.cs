using MemMagics.Magics;
using MemMagics.Origins;
using MemMagics.Reports;
using MemMagics.Workers;

namespace MemMagics.Tests.Workers;

/// <summary><c>#!memit --types</c>: by type, what stays alive, to the object and to the byte.</summary>
internal sealed class RetainedTypesTests
{
    // Only the worker that lists types has a runtime that can be asked; what it was started with is the kernel's to tell.
    private const string IsAsked = "System.IO.File.ReadAllText(\"/proc/self/environ\").Contains(\"DOTNET_EnableDiagnostics=1\")";
    private const string IsAskedInProc = "What a process was started with is looked up in /proc.";

    private const string Declarations =
        """
        record Point(int X, int Y);
        class Gen<T> { public class Inner<U> { public T First; public U Second; } }
        static class Store { public static readonly List<byte[]> All = new(); }
        var points = new List<Point>();
        var old = Enumerable.Range(0, 1000).Select(n => new Point(n, n)).ToList();
        IEnumerable<int> Count(int n) { for (var i = 0; i < n; i++) yield return i; }
        """;

    private static IEnumerable<TestCaseData> Codes()
    {
        yield return new("1 + 1", Array.Empty<TypeUse>());
        yield return new("new byte[1_000_000]", new TypeUse[] { new("byte[]", 1, 1_000_024) });

        // The runtime keeps the texts of 0 to 299: the warm call makes the other 700, of 3 characters each.
        yield return new(
            "Enumerable.Range(0, 1000).Select(i => i.ToString()).ToList()",
            new TypeUse[] { new("string", 700, 700 * 32), new("string[]", 1, 8_024), new("List<string>", 1, 32) });

        // One of 128 elements takes the place of the list's empty array.
        yield return new(
            "for (var i = 0; i < 100; i++) points.Add(new Point(i, i));",
            new TypeUse[] { new("Point", 100, 2_400), new("Point[]", 0, 128 * 8) });

        yield return new(
            "Store.All.Add(new byte[1000]); Store.All.Add(new byte[2000]);",
            new TypeUse[] { new("byte[]", 2, 1_024 + 2_024), new("byte[][]", 1, 56) });

        // What the session lets go of counts below zero: the records, their list and its array.
        yield return new(
            "if (old.Count > 0) old = null;",
            new TypeUse[] { new("Point", -1000, -24_000), new("Point[]", -1, -8_024), new("List<Point>", -1, -32) });

        yield return new(
            "new object[] { new Gen<int>.Inner<string>(), (1, 'c'), new int[3][,], (int?)7, new { A = 1L, B = new DateTime?() }, new Dictionary<string, List<byte[]>>() }",
            new TypeUse[]
            {
                new("Dictionary<string, List<byte[]>>", 1, 80),
                new("object[]", 1, 24 + 6 * 8),
                new("int[][,]", 1, 48),
                new("<anonymous type: long A, DateTime? B>", 1, 40),
                new("Gen<int>.Inner<string>", 1, 32),
                new("(int, char)", 1, 24),
                new("int", 1, 24),
            });

        yield return new(
            "var n = 3; Func<int> next = () => ++n; var counting = Count(n).GetEnumerator(); counting.MoveNext(); (next, counting)",
            new TypeUse[] { new("Func<int>", 1, 64), new("(Count in progress)", 1, 40), new("(closure)", 1, 24) });

        // A pinned object keeps a hole open before it, which is nobody's.
        yield return new(
            "var hole = new byte[5000]; var pinned = new byte[100]; GC.KeepAlive(hole); System.Runtime.InteropServices.GCHandle.Alloc(pinned, System.Runtime.InteropServices.GCHandleType.Pinned)",
            new TypeUse[] { new("byte[]", 1, 128) });

        yield return new("await Task.FromResult(new char[10])", new TypeUse[] { new("char[]", 1, 48) });
    }

    [TestCaseSource(nameof(Codes))]
    public async Task EveryTypeIsCountedAndTheirBytesAreThoseRetained(string code, TypeUse[] expected)
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var report = await session.Memit(code, request => request with { Types = true, Repeat = 2 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Notes, Is.Empty);
        Assert.That(report.Types, Is.EqualTo(expected));
        Assert.That(report.Runs.Select(run => run.Retained), Is.All.EqualTo(expected.Sum(use => use.Bytes)));
    }

    [TestCase(GcFlavor.Workstation, false)]
    [TestCase(GcFlavor.Server, false)]
    [TestCase(GcFlavor.Workstation, true)]
    public async Task AMillionObjectsAreCountedByEveryCollector(GcFlavor gc, bool tiered)
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var report = await session.Memit(
            "Enumerable.Range(0, 1_000_000).Select(i => new Point(i, i)).ToArray()", request => request with { Types = true, Repeat = 1, Gc = gc, Tiered = tiered });

        // assert
        Assert.That(report.Types, Is.EqualTo(new TypeUse[] { new("Point", 1_000_000, 24_000_000), new("Point[]", 1, 8_000_024) }));
        Assert.That(report.Worst!.Retained, Is.EqualTo(32_000_024));
    }

    [TestCase("1 + 1")]
    [TestCase("7.ToString()")]
    [TestCase("Enumerable.Range(0, 1000).Select(i => i.ToString()).ToList()")]
    [TestCase("for (var i = 0; i < 100; i++) points.Add(new Point(i, i));")]
    [TestCase("new byte[8_000_000].AsSpan().Fill(1);")]
    public async Task FiguresAreThoseOfAMeasurementWithoutTypes(string code)
    {
        await using var session = await ScriptSession.Start(Declarations);

        // act
        var without = await session.Memit(code, request => request with { Repeat = 2 });
        var with = await session.Memit(code, request => request with { Repeat = 2, Types = true });

        // assert: resident memory is as stable as the kernel's counters, all else is exact
        Assert.That(with.Runs.Select(Exact), Is.EqualTo(without.Runs.Select(Exact)));
        Assert.That(with.Runs.Select(run => run.First).Select(Exact), Is.EqualTo(without.Runs.Select(run => run.First).Select(Exact)));
        Assert.That(with.Worst!.Peak, Is.EqualTo(without.Worst!.Peak).Within(0.25 * 1024 * 1024));

        static object Exact(Figures figures) => (figures.Allocated, figures.Retained, string.Join('/', figures.Collections));
    }

    [Test]
    public async Task WithoutTypesNoneAreListed()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit("new byte[1000]", request => request with { Repeat = 1 });

        // assert
        Assert.That(report.Types, Is.Null);
        Assert.That(ReportJson.Render(report).ContainsKey("types"), Is.False);
    }

    [Test]
    public async Task TheFirstCallsListHasWhatItLeavesForGood()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit("((Func<int, int>)(x => x + 1))(1)", request => request with { Types = true, Repeat = 1, Call = CallChoice.Cold });

        // assert: a delegate that captures nothing is made once and kept
        Assert.That(report.Types, Is.EqualTo(new TypeUse[] { new("Func<int, int>", 1, 64) }));
        Assert.That(report.Worst!.Retained, Is.EqualTo(64));
    }

    [Test]
    public async Task WithReplayTheRunForTheListIsCountedAmongThoseWithSideEffects()
    {
        var log = Path.Combine(TestContext.CurrentContext.WorkDirectory, Path.GetRandomFileName());
        await using var session = await ScriptSession.Start($"File.AppendAllText(@\"{log}\", \"x\"); var kept = new List<int[]>();");
        try
        {
            // act
            var report = await session.Memit("kept.Add(new int[10]);", request => request with { Types = true, State = StateMode.Replay, Repeat = 1 });

            // assert
            Assert.That(report.Types, Is.EqualTo(new TypeUse[] { new("int[]", 1, 64), new("int[][]", 1, 56) }));
            Assert.That(File.ReadAllText(log), Is.EqualTo("xxx"));
            Assert.That(report.Notes, Has.One.Contains("2 more times"));
        }
        finally
        {
            File.Delete(log);
        }
    }

    [Test]
    public async Task InProcessThereIsNoListAndNothingIsRun()
    {
        await using var session = await ScriptSession.Start("var ran = false;");

        // act
        var refused = Assert.ThrowsAsync<MagicException>(() => session.Memit("ran = true", request => request with { Types = true, State = StateMode.InProcess }));

        // assert
        Assert.That(refused.Message, Does.StartWith("--types needs a worker process").And.Contain("--replay"));
        Assert.That(session.State.GetVariable("ran").Value, Is.False);
    }

    [Test]
    [Platform("Linux", Reason = IsAskedInProc)]
    public async Task WhenTheRunForTheListDiesTheFiguresAreReportedAllTheSame()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(
            $"if ({IsAsked}) Environment.Exit(3);\nnew byte[1000]",
            request => request with { Types = true, Repeat = 1 });

        // assert
        Assert.That(report.Failure, Is.Null);
        Assert.That(report.Worst!.Retained, Is.EqualTo(1_024));
        Assert.That(report.Types, Is.Null);
        Assert.That(report.Notes, Has.One.StartsWith("What stays alive is not listed by type. The worker died in the run that lists types").And.Contains("exit code 3"));
    }

    [Test]
    [Platform("Linux", Reason = IsAskedInProc)]
    public async Task WhenThatRunGoesAnotherWayANoteSaysSo()
    {
        await using var session = await ScriptSession.Start();

        // act
        var report = await session.Memit(
            $"new byte[{IsAsked} ? 2000 : 1000]", request => request with { Types = true, Repeat = 1 });

        // assert
        Assert.That(report.Types, Is.EqualTo(new TypeUse[] { new("byte[]", 1, 2_024) }));
        Assert.That(report.Worst!.Retained, Is.EqualTo(1_024));
        Assert.That(report.Notes, Has.One.Contains("one more run, made for it, which retained 2,024 B"));
    }

    [TestCase("")]
    [TestCase("Environment.Exit(3);")]
    [TestCase("Environment.FailFast(\"enough\");")]
    [TestCase("System.Diagnostics.Process.GetCurrentProcess().Kill();")]
    [Platform("Linux", Reason = IsAskedInProc)]
    public async Task AWorkerLeavesNoSocketOrPipeHoweverItEnds(string end)
    {
        // GIVEN code that notes in which processes it runs; the last one is asked for types
        var log = Path.Combine(TestContext.CurrentContext.WorkDirectory, Path.GetRandomFileName());
        var code = $"File.AppendAllText(@\"{log}\", Environment.ProcessId + \"\\n\"); if ({IsAsked}) {{ {end} }}";
        var start = DateTime.UtcNow.AddSeconds(-1); // file systems keep time in coarse steps
        try
        {
            // WHEN
            await using (var session = await ScriptSession.Start())
                await session.Memit(code, request => request with { Types = true, Repeat = 1 });

            // THEN: what lies there of earlier processes of those numbers is not theirs
            var processes = File.ReadLines(log).Distinct().ToList();
            Assert.That(processes, Has.Count.EqualTo(2));
            foreach (var process in processes)
                Assert.That(Directory.EnumerateFiles(Path.GetTempPath(), $"*-{process}-*").Where(file => File.GetLastWriteTimeUtc(file) > start), Is.Empty);
        }
        finally
        {
            File.Delete(log);
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There the port is a named pipe, which ends with its process.")]
    public async Task AWorkerThatEndsBeforeItsFirstMessageLeavesNoSocketEither()
    {
        // GIVEN a worker that listens, and was told nothing
        await using var heap = new HeapComparison();
        var worker = WorkerProcess.Start(new WorkerSettings(GcFlavor.Workstation, Tiered: false, heap.Ports));
        Assert.That(SpinWait.SpinUntil(() => Sockets(worker.Id).Any(), TimeSpan.FromSeconds(30)));

        // WHEN
        await worker.EndAsync();

        // THEN
        Assert.That(Sockets(worker.Id), Is.Empty);
    }

    private static IEnumerable<string> Sockets(int process) => Directory.EnumerateFiles(Path.GetTempPath(), $"dotnet-diagnostic-{process}-*-socket");
}
