using MemMagics.Reports;

namespace MemMagics.Tests.Instrumentation;

/// <summary>What began before the measured code counts too, and every line that ran has all its figures.</summary>
public class ActivationsTests
{
    private const string Cell = """
        using System.Threading;
        using System.Runtime.CompilerServices;

        static object sink;

        static IEnumerable<int> Gen(int n)
        {
            for (var i = 0; i < n; i++)
            {
                sink = new byte[100];
                yield return i;
            }
        }
        var gen = Gen(3);
        var halfWay = Gen(3).GetEnumerator();
        halfWay.MoveNext();

        static int Rest(IEnumerator<int> numbers)
        {
            var count = 0;
            while (numbers.MoveNext())
                count++;
            return count;
        }

        Func<int, byte[]> Maker(int n) => size => new byte[size + n];
        var make = Maker(1);

        Func<int, Task<int>> AsyncMaker() => async n =>
        {
            await Task.Yield();
            return new byte[n].Length;
        };
        var makeAsync = AsyncMaker();

        static async IAsyncEnumerable<int> Stream(int n)
        {
            for (var i = 0; i < n; i++)
            {
                await Task.Yield();
                sink = new byte[100];
                yield return i;
            }
        }
        var stream = Stream(3);

        static async Task<int> Sum(IAsyncEnumerable<int> numbers)
        {
            var sum = 0;
            await foreach (var number in numbers)
                sum += number;
            return sum;
        }

        static int Fib(int n)
        {
            sink = new byte[n];
            if (n < 2)
                return n;
            return Fib(n - 1) + Fib(n - 2);
        }

        static int Work(int i)
        {
            var b = new byte[100];
            GC.KeepAlive(b);
            return i;
        }

        static async Task<int> Many()
        {
            var ts = Enumerable.Range(0, 10).Select(async i => { await Task.Yield(); return new byte[100].Length + i; }).ToArray();
            var r = await Task.WhenAll(ts);
            return r.Sum();
        }

        static object Varies() => sink = new byte[Random.Shared.Next(100, 1_000_000)];

        class Finalized
        {
            ~Finalized() => GC.KeepAlive(Removed(3));
        }

        static int Removed(int n)
        {
            var pair = new int[] { n, n };
            return pair[0] + pair[1];
        }
        """;

    private ScriptSession _session = null!;

    [OneTimeSetUp]
    public async Task StartSession() => _session = await ScriptSession.Start(Cell);

    [OneTimeTearDown]
    public async Task EndSession() => await _session.DisposeAsync();

    [TestCase("gen.Sum()", "Gen", 1, 384)]
    [TestCase("gen.Sum() + Gen(2).Sum()", "Gen", 2, null)]
    [TestCase("Rest(halfWay)", "Gen", 1, 256)]
    [TestCase("halfWay.MoveNext()", "Gen", 1, 128)]
    [TestCase("make(10)", "Maker", 1, 40)]
    [TestCase("make(10).Length + make(20).Length", "Maker", 2, null)]
    [TestCase("await makeAsync(10)", "AsyncMaker", 1, null)]
    [TestCase("await Sum(stream)", "Stream", 1, null)]
    [TestCase("await Sum(Stream(3))", "Stream", 1, null)]
    [TestCase("Gen(3).Sum()", "Gen", 1, null)]
    public async Task WhatWasCreatedInAnEarlierCellRunsInEveryOutput(string code, string name, int activations, long? allocated)
    {
        // act
        var report = await _session.Mprun(code, name);

        // assert
        var function = report[name];
        Assert.That(function.Total.Activations, Is.EqualTo(activations));
        Assert.That(function.Total.Allocated, Is.EqualTo(allocated ?? function.Total.Allocated).And.GreaterThan(0));
        Assert.That(function.Lines.Sum(line => line.Allocated ?? 0), Is.EqualTo(function.Total.Allocated));

        var total = ByteSize.Exact(function.Total.Allocated);
        foreach (var output in new[] { ReportText.Render(report), ReportMarkdown.Render(report), ReportHtml.Render(report) })
            Assert.That(output, Does.Contain(total).And.Not.Contain("(did not run)").And.Not.Contain(">did not run<"));

        Assert.That((long?)ReportJson.Render(report)["functions"]![0]!["total"]!["allocated"], Is.EqualTo(function.Total.Allocated));
    }

    [Test]
    public async Task ALineThatRanInRecursiveActivationsHasAllItsFigures()
    {
        // act
        var fib = (await _session.Mprun("Fib(15)", "Fib"))["Fib"];

        // assert
        var ran = fib.Lines.Where(line => line.Occurrences > 0).ToList();
        Assert.That(ran.Select(line => line.Occurrences), Is.EqualTo(new long?[] { 1973, 1973, 987, 986 }));
        Assert.That(ran.Select(line => line.Memory), Has.All.GreaterThan(0));
        Assert.That(fib.Lines.Except(ran).Select(line => line.Memory), Has.All.Null);
    }

    [Test]
    public async Task RetainedOnSeveralThreadsSaysWhatElseIsInIt()
    {
        // act
        var several = await _session.Mprun("var t = new Thread(() => Work(1)); t.Start(); t.Join(); Work(2)", request => request with { Functions = ["Work"], Retained = true });
        var one = await _session.Mprun("Work(1)", request => request with { Functions = ["Work"], Retained = true });

        // assert
        Assert.That(several.Notes, Has.One.StartsWith("Retained is of the whole process"));
        Assert.That(one.Notes, Has.None.StartsWith("Retained is of the whole process"));
    }

    [Test]
    public async Task TheNoteOnProbesGivesNoReasonThatIsNotKnown()
    {
        for (var run = 0; run < 3; run++)
        {
            var report = await _session.Mprun("Many().Result", "Many");

            Assert.That(report.Notes.Where(note => note.StartsWith("With line probes", StringComparison.Ordinal)), Has.All.Matches(" B\\)(: what it allocates differs from run to run)?\\.$"));
        }
    }

    [Test]
    public async Task TheNoteOnProbesDoesNotTakeFinalizersForThreadsThatShareWork()
    {
        var report = await _session.Mprun("sink = new Finalized()", "Finalized");

        Assert.That(report["Finalized.~Finalized"].Total.Activations, Is.LessThanOrEqualTo(2));
        Assert.That(report.Notes, Has.None.Contains("differs from run to run"));
    }

    [Test]
    public async Task TheNoteOnProbesTellsCodeThatVariesFromCodeThatIsNotInlined()
    {
        // act
        var varies = await _session.Mprun("Varies()", "Varies");
        var removed = await _session.Mprun("Removed(3)", "Removed");

        // assert
        Assert.That(varies.Notes, Has.One.EndsWith(": what it allocates differs from run to run."));
        Assert.That(removed.Notes, removed.AllocatedWithProbes > removed.AllocatedWithoutProbes ? Has.One.EndsWith("that the optimiser had removed come back.") : Is.Empty);
    }
}
